import { describe, expect, it } from 'vitest'
import { type Builder, createBuilder } from '../../src/graph/builder.ts'
import type { Value } from '../../src/graph/graph.ts'
import { swish } from '../../src/graph/operators/activation.ts'
import { squeezeExcite } from '../../src/nets/squeeze-excite.ts'
import { createRandom } from '../../src/random.ts'
import { detectBlockSize } from '../../src/train/engine/block-size.ts'
import { CURVED_STEP, expectGradient, operand } from '../graph/gradient-check.ts'
import { expectSameGradients } from '../graph/lower/blocked/same-gradients.ts'
import { runGraph } from '../graph/run-graph.ts'

const block = await detectBlockSize()
const BATCH = 2
const SQUEEZED = 2
const NAMES = ['squeeze.weight', 'squeeze.bias', 'excite.weight', 'excite.bias']

/** A gate behind a convolution and a Swish, which its input has in a network. */
function subjectOf(channels: number, seed: number) {
  const random = createRandom(seed)
  return {
    operands: [
      operand(random, [BATCH, channels, 3, 3]),
      operand(random, [channels, channels, 1, 1]),
      operand(random, [SQUEEZED, channels, 1, 1]),
      operand(random, [SQUEEZED]),
      operand(random, [channels, SQUEEZED, 1, 1]),
      operand(random, [channels]),
    ],
    build(builder: Builder, [image, mixing, ...parameters]: Value[]) {
      const x = swish(builder, builder.node('Conv', [image, mixing]))
      return gated(builder, x, parameters)
    },
  }
}

function gated(builder: Builder, x: Value, parameters: readonly Value[]): Value {
  const style = {
    builder,
    parameter: (name: string) => parameters[NAMES.indexOf(name.replace('block.', ''))]!,
    padding: 'same',
    norm: undefined,
    activation: swish,
  } as const
  return squeezeExcite(style, x, { name: 'block', squeezedChannels: SQUEEZED })
}

describe('squeezeExcite', () => {
  it('gives the gradient of central differences', async () => {
    await expectGradient(subjectOf(4, 1), createRandom(2), CURVED_STEP)
  })

  it.skipIf(block === 0).each([1, 2])(
    `in %i times ${block} channels: the same gradients blocked as plain`,
    async (blocks) => {
      const channels = blocks * block
      await expectSameGradients(subjectOf(channels, blocks), [BATCH, channels, 3, 3], block)
    },
  )

  it('scales each channel of each image by the gate that its means open', async () => {
    const builder = createBuilder()
    const operands = {
      x: { shape: [2, 2, 1, 2], data: Float32Array.of(1, 3, -2, 0, 4, 4, 0, 2) },
      squeezeWeight: { shape: [2, 2, 1, 1], data: Float32Array.of(1, 0, 0, 1) },
      squeezeBias: { shape: [2], data: Float32Array.of(0, 1) },
      exciteWeight: { shape: [2, 2, 1, 1], data: Float32Array.of(1, 0, 0.5, -1) },
      exciteBias: { shape: [2], data: Float32Array.of(0, 0.25) },
    }
    const [x, ...parameters] = Object.entries(operands).map(([name, { shape }]) =>
      builder.input(name, 'float32', shape),
    )
    const y = gated(builder, x!, parameters)
    builder.output(builder.node('Identity', [y], {}, { outputs: ['y'] }))
    const result = await runGraph(builder.finish('gate'), operands)

    const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))
    const means = [
      [2, -1],
      [4, 1],
    ] as const
    const expected = means.flatMap(([first, second], image) => {
      const [a, b] = [first * sigmoid(first), (second + 1) * sigmoid(second + 1)]
      const gates = [sigmoid(a), sigmoid(0.5 * a - b + 0.25)]
      return gates.flatMap((gate, channel) => {
        const start = 4 * image + 2 * channel
        return [...operands.x.data.subarray(start, start + 2)].map((value) => value * gate)
      })
    })
    for (const [index, value] of expected.entries()) {
      expect(result.y!.data[index]).toBeCloseTo(value, 5)
    }
  })
})
