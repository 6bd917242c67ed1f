import { intAttribute } from '../../../graph/graph.ts'
import { normalizeAxes } from '../../../graph/shapes/rule.ts'
import type { Context } from '../context.ts'
import { broadcastConstant } from '../layout.ts'
import type { OperatorName } from '../operators.ts'
import { ACTIVATIONS } from '../schema.ts'
import { activationOf, type Step } from '../steps.ts'
import { type Lowering, operand, precisionOf, requireKnown } from './lowering.ts'

export const binary =
  (operator: OperatorName): Lowering =>
  (context, step) => {
    const rank = context.graph.values.get(step.output)!.shape.length
    const inputs = step.node.inputs.map((name) => broadcastOperand(context, step, name, rank))
    context.emit(
      operator,
      inputs,
      context.output(step.output),
      { fusedActivation: ACTIVATIONS[step.activation] },
      precisionOf(step),
    )
  }

function broadcastOperand(context: Context, step: Step, name: string, rank: number): number {
  const constant = step.quantized ? undefined : context.constant(name)
  if (constant) return context.addConstant(name, broadcastConstant(constant, rank))
  const { shape } = context.graph.values.get(name)!
  requireKnown(shape.length === rank, step, `joins values of ranks ${shape.length} and ${rank}`)
  return operand(context, step, name)
}

export const unary =
  (operator: OperatorName): Lowering =>
  (context, { node, output }) =>
    context.emit(operator, [context.tensor(node.inputs[0]!)], context.output(output))

/** A ReLU or ReLU6 that no operator before it takes over. */
export const activation: Lowering = (context, step) => {
  const known = activationOf(context.graph, step.node)
  requireKnown(known !== undefined, step, 'has other bounds than 0 and 6')
  unary(known === 'relu6' ? 'RELU6' : 'RELU')(context, step)
}

/** Over the channels, which are last in the file. */
export const softmax: Lowering = (context, step) => {
  const { node, output } = step
  const { shape } = context.graph.values.get(output)!
  const [axis] = normalizeAxes([intAttribute(node.attributes, 'axis', -1)], shape.length)
  requireKnown(axis === 1, step, 'is not over the channels')
  context.emit('SOFTMAX', [context.tensor(node.inputs[0]!)], context.output(output), { beta: 1 })
}
