import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../../src/graph/builder.ts'
import { differentiate } from '../../../../src/graph/gradient/differentiate.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { lower } from '../../../../src/graph/lower/lower.ts'
import { fakeQuantize, fakeQuantizeWeight } from '../../../../src/graph/operators/fake-quantize.ts'
import { reduceSum, reshape } from '../../../../src/graph/operators/reduction.ts'
import { createRandom } from '../../../../src/random.ts'
import { operand } from '../../gradient-check.ts'
import { runGraph } from '../../run-graph.ts'

/** y = f(x), and d sum(cotangent * y) / dx: no difference quotient shows the latter, as rounding is flat almost everywhere. */
function graphOf(
  shape: readonly number[],
  f: (builder: ReturnType<typeof createBuilder>, x: Value) => Value,
) {
  const builder = createBuilder()
  const x = builder.input('x', 'float32', shape)
  const cotangent = builder.input('cotangent', 'float32', shape)
  const y = f(builder, x)
  const product = builder.node('Mul', [y, cotangent])
  const axes = shape.map((_, axis) => axis)
  const loss = reshape(builder, reduceSum(builder, product, axes), [1])
  const dx = differentiate(builder, loss, [x]).get('x')!
  builder.output(builder.node('Identity', [y], {}, { outputs: ['y'] }))
  builder.output(builder.node('Identity', [dx], {}, { outputs: ['dx'] }))
  return lower(builder.finish('fake-quantized'))
}

describe('the gradient of fake quantization', () => {
  it('of activations: the identity between the outermost levels, 0 outside; and y is the nearest level', async () => {
    const levels = fc.record({
      scale: fc.double({ min: 0.01, max: 1, noNaN: true }).map(Math.fround),
      zeroPoint: fc.integer({ min: 0, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(levels, fc.integer(), async ({ scale, zeroPoint }, seed) => {
        const random = createRandom(seed)
        const [low, high] = [-zeroPoint * scale, (255 - zeroPoint) * scale]
        const shape = [1, 2, 4, 4]
        const x = operand(random, shape, () => random.uniform(low - 20 * scale, high + 20 * scale))
        const cotangent = operand(random, shape)
        const graph = graphOf(shape, (builder, value) =>
          fakeQuantize(builder, value, { scale, zeroPoint }),
        )
        const { y, dx } = await runGraph(graph, { x, cotangent })
        x.data.forEach((value, i) => {
          const clamped = Math.min(Math.max(value, low), high)
          expect(Math.abs(y!.data[i]! - clamped)).toBeLessThan(0.501 * scale)
          const level = y!.data[i]! / scale
          expect(Math.abs(level - Math.round(level))).toBeLessThan(1e-3)
          const edge = Math.min(Math.abs(value - low), Math.abs(value - high)) < 1e-4
          if (!edge)
            expect(dx!.data[i]! + 0).toBe(value > low && value < high ? cotangent.data[i] : 0)
        })
      }),
      { numRuns: 20 },
    )
  })

  it('of weights: the identity; and each channel has 255 levels around 0 up to its largest weight', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = createRandom(seed)
        const shape = [3, 4, 3, 3]
        const [x, cotangent] = [operand(random, shape), operand(random, shape)]
        const graph = graphOf(shape, (builder, weight) =>
          fakeQuantizeWeight(builder, weight, undefined, 1),
        )
        const { y, dx } = await runGraph(graph, { x, cotangent })
        expect(dx!.data).toEqual(cotangent.data)
        for (let channel = 0; channel < 3; channel++) {
          const weights = x.data.subarray(channel * 36, (channel + 1) * 36)
          const scale = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0) / 127
          weights.forEach((w, i) => {
            const rounded = y!.data[channel * 36 + i]!
            expect(Math.abs(rounded - w)).toBeLessThan(0.501 * scale)
            expect(Math.abs(rounded / scale - Math.round(rounded / scale))).toBeLessThan(1e-3)
          })
        }
      }),
      { numRuns: 20 },
    )
  })
})
