import { expect } from 'vitest'
import { type Builder, createBuilder } from '../../src/graph/builder.ts'
import { differentiate } from '../../src/graph/gradient/differentiate.ts'
import { GRADIENT_RULES } from '../../src/graph/gradient/registry.ts'
import { type Graph, operatorKey, type Value } from '../../src/graph/graph.ts'
import { lower } from '../../src/graph/lower/lower.ts'
import { writeOnnx } from '../../src/graph/onnx/write.ts'
import { reduceSum, reshape } from '../../src/graph/operators/reduction.ts'
import { elementCount } from '../../src/graph/tensor.ts'
import { InferenceSession, Tensor } from '../../src/onnxruntime.ts'
import type { Random } from '../../src/random.ts'

/** A function of some tensors, built from the operators under test, at one point. */
export type Subject = {
  readonly operands: readonly Operand[]
  readonly build: (builder: Builder, operands: Value[]) => Value
}

export type Operand = { readonly shape: readonly number[]; readonly data: Float32Array }

/** Half the distance of the two points of a difference: for functions linear in every operand only rounding remains. */
export const LINEAR_STEP = 0.5
export const CURVED_STEP = 1e-2

const TOLERANCE = 2e-3

/** Keys of every operator that a checked gradient went through. */
const checkedOperators = new Set<string>()

/** Fails when an operator has its gradient rule in this module and no checked gradient went through it. */
export function expectAllChecked(rules: Readonly<Record<string, unknown>>): void {
  const own = Object.entries(GRADIENT_RULES).filter(([, rule]) =>
    Object.values(rules).includes(rule),
  )
  expect(own).not.toHaveLength(0)
  expect(own.map(([op]) => op).filter((op) => !checkedOperators.has(op))).toEqual([])
}

/** An operand of independent draws. */
export function operand(
  random: Random,
  shape: readonly number[],
  draw: (random: Random) => number = (source) => source.normal(),
): Operand {
  return { shape, data: Float32Array.from({ length: elementCount(shape) }, () => draw(random)) }
}

/** A normal number of deviation 4 that keeps its distance from where a function has a kink. */
export const awayFrom =
  (...kinks: readonly number[]) =>
  (random: Random): number => {
    const value = 4 * random.normal()
    return kinks.some((kink) => Math.abs(value - kink) < 0.1) ? awayFrom(...kinks)(random) : value
  }

/**
 * The largest deviation of the gradient of sum(cotangent * f) by any element of any operand, taken through `differentiate`
 * and ONNX Runtime, from central differences of f; relative where a derivative is above 1.
 */
async function gradientDeviation(subject: Subject, random: Random, step: number): Promise<number> {
  const forward = await openSession(forwardGraph(subject))
  const backward = await openSession(gradientGraph(subject))
  const outputShape = forwardGraph(subject).outputs[0]!.shape as number[]
  const cotangent = operand(random, outputShape)
  const { operands } = subject
  const gradients = await backward.run({
    ...feeds(operands),
    cotangent: new Tensor('float32', cotangent.data, outputShape),
  })
  const value = async () => {
    const { y } = await forward.run(feeds(operands))
    return dot(y!.data as Float32Array, cotangent.data)
  }
  let worst = 0
  for (const [index, { data }] of operands.entries()) {
    const analytic = gradients[`gradient_${index}`]!.data as Float32Array
    for (let i = 0; i < data.length; i++) {
      const numeric = await centralDifference(data, i, step, value)
      worst = Math.max(worst, Math.abs(analytic[i]! - numeric) / Math.max(1, Math.abs(numeric)))
    }
  }
  await forward.release()
  await backward.release()
  return worst
}

export async function expectGradient(subject: Subject, random: Random, step: number) {
  expect(await gradientDeviation(subject, random, step)).toBeLessThan(TOLERANCE)
}

/**
 * The gradient of sum(cotangent * f) by every operand.
 *
 * @param block channels a block of the lowered convolutions; 0 for plain
 */
export async function gradientsOf(
  subject: Subject,
  cotangent: Float32Array,
  block: number,
): Promise<Float32Array[]> {
  const graph = gradientGraph(subject)
  const session = await openSession(graph, block)
  const { shape } = graph.inputs.find(({ name }) => name === 'cotangent')!
  const result = await session.run({
    ...feeds(subject.operands),
    cotangent: new Tensor('float32', cotangent, shape as number[]),
  })
  await session.release()
  return subject.operands.map((_, index) => result[`gradient_${index}`]!.data as Float32Array)
}

function forwardGraph(subject: Subject): Graph {
  const builder = createBuilder()
  const output = subject.build(builder, declare(builder, subject))
  builder.output(builder.node('Identity', [output], {}, { outputs: ['y'] }))
  return builder.finish('forward')
}

function gradientGraph(subject: Subject): Graph {
  const builder = createBuilder()
  const operands = declare(builder, subject)
  const output = subject.build(builder, operands)
  for (const node of builder.nodes()) checkedOperators.add(operatorKey(node))
  const cotangent = builder.input('cotangent', 'float32', output.shape)
  const weighted = builder.node('Mul', [output, cotangent])
  const axes = output.shape.map((_, axis) => axis)
  const loss = reshape(builder, reduceSum(builder, weighted, axes), [1])
  const gradients = differentiate(builder, loss, operands)
  operands.forEach(({ name }, index) => {
    const options = { outputs: [`gradient_${index}`] }
    builder.output(builder.node('Identity', [gradients.get(name)!], {}, options))
  })
  return builder.finish('gradient')
}

function declare(builder: Builder, { operands }: Subject): Value[] {
  return operands.map(({ shape }, index) => builder.input(`x_${index}`, 'float32', shape))
}

function feeds(operands: readonly Operand[]): Record<string, Tensor> {
  return Object.fromEntries(
    operands.map(({ shape, data }, index) => [`x_${index}`, new Tensor('float32', data, shape)]),
  )
}

function openSession(graph: Graph, block = 0) {
  return InferenceSession.create(writeOnnx(lower(graph, { block })), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  })
}

async function centralDifference(
  data: Float32Array,
  index: number,
  step: number,
  value: () => Promise<number>,
): Promise<number> {
  const kept = data[index]!
  data[index] = kept + step
  const above = data[index]!
  const valueAbove = await value()
  data[index] = kept - step
  const below = data[index]!
  const valueBelow = await value()
  data[index] = kept
  return (valueAbove - valueBelow) / (above - below)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
