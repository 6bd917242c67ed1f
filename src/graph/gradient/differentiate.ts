import { DermaliteError } from '../../errors.ts'
import type { Builder } from '../builder.ts'
import { operatorKey, type Value } from '../graph.ts'
import { GRADIENT_RULES } from './registry.ts'

/**
 * Appends the backward pass of everything built so far and returns d loss / d parameter for every parameter
 * (reverse-mode automatic differentiation; Griewank & Walther, Evaluating Derivatives, 2008, ch. 3).
 *
 * @param loss a scalar (one element of any rank)
 * @param parameters values that the loss depends on: inputs and initializers, or what nodes made of them
 * @throws DermaliteError `graph-invalid` when an operator on the way has no gradient rule or a parameter does not
 * reach the loss
 */
export function differentiate(
  builder: Builder,
  loss: Value,
  parameters: readonly Value[],
): ReadonlyMap<string, Value> {
  const forward = [...builder.nodes()]
  const reached = new Set(parameters.map((parameter) => parameter.name))
  for (const node of forward) {
    if (node.inputs.some((name) => reached.has(name))) reached.add(node.outputs[0]!)
  }

  const gradients = new Map<string, Value>([[loss.name, onesLike(builder, loss)]])
  for (const node of forward.reverse()) {
    const outputGradient = gradients.get(node.outputs[0]!)
    const needed = node.inputs.map((name) => reached.has(name))
    if (outputGradient === undefined || !needed.includes(true)) continue
    const rule = GRADIENT_RULES[operatorKey(node)]
    if (rule === undefined) {
      throw new DermaliteError(
        'graph-invalid',
        `the operator "${operatorKey(node)}" has no gradient rule`,
        'Add one under src/graph/gradient/rules/ and register it.',
      )
    }
    const inputGradients = rule({
      builder,
      node,
      inputs: node.inputs.map((name) => builder.values().get(name)),
      output: builder.values().get(node.outputs[0]!)!,
      outputGradient,
      needed,
    })
    node.inputs.forEach((name, index) => {
      const gradient = inputGradients[index]
      if (gradient === undefined || !needed[index]) return
      const earlier = gradients.get(name)
      gradients.set(name, earlier ? builder.node('Add', [earlier, gradient]) : gradient)
    })
  }
  return new Map(parameters.map(({ name }) => [name, gradientOf(gradients, name)]))
}

function gradientOf(gradients: ReadonlyMap<string, Value>, name: string): Value {
  const gradient = gradients.get(name)
  if (gradient !== undefined) return gradient
  throw new DermaliteError(
    'graph-invalid',
    `the loss does not depend on the parameter "${name}"`,
    'Differentiate only by parameters that the forward pass uses.',
  )
}

function onesLike(builder: Builder, loss: Value): Value {
  if (loss.shape.some((dim) => dim !== 1)) {
    throw new DermaliteError(
      'graph-invalid',
      `the loss "${loss.name}" has shape [${loss.shape}]`,
      'Reduce it to a scalar first.',
    )
  }
  return builder.initializer({
    dtype: 'float32',
    shape: loss.shape as number[],
    data: Float32Array.of(1),
  })
}
