import { describe, expect, it } from 'vitest'
import { toHeatMaps, toPrediction } from '../../src/classifier/answer.ts'
import type { ModelOutputs } from '../../src/classifier/runtime.ts'
import { manifest } from './manifest-data.ts'

const outputs = (logits: number[]): ModelOutputs => ({
  logits: Float32Array.from(logits),
  cam: Float32Array.of(4, -1, 2, 0, 0, 0, 0, 0, 0, 0, 5, 1),
  camSize: [2, 3],
  embedding: Float32Array.of(1, 2),
})
const balanced = { name: 'balanced', frequencies: [0.5, 0.5] } as const

describe('toPrediction', () => {
  it('is the softmax at the temperature of the model', () => {
    const { label, probabilities, prior, logits, embedding } = toPrediction(
      outputs([3, 1]),
      manifest,
      balanced,
    )
    expect(label).toBe('mel')
    expect(probabilities.mel).toBeCloseTo(1 / (1 + Math.exp(-2 / 2)), 12)
    expect(probabilities.mel! + probabilities.nv!).toBeCloseTo(1, 12)
    expect(prior).toBe(balanced)
    expect([...logits, ...embedding]).toEqual([3, 1, 1, 2])
  })

  it('moves to the prior that was asked for, from the one of training', () => {
    const trained = { ...manifest, temperature: 1, trainingPrior: [0.25, 0.75] }
    const { label, probabilities } = toPrediction(outputs([0, 0]), trained, balanced)
    expect(label).toBe('mel')
    expect(probabilities.mel).toBeCloseTo(0.75, 12)
    const rare = { name: 'custom', frequencies: [0.05, 0.95] } as const
    expect(toPrediction(outputs([0, 0]), trained, rare).label).toBe('nv')
  })

  it('can be sent between threads', () => {
    const prediction = toPrediction(outputs([3, 1]), manifest, balanced)
    expect(structuredClone(prediction)).toEqual(prediction)
  })

  it.each([
    ['NaN', [Number.NaN, 1]],
    ['infinity', [1, Number.NEGATIVE_INFINITY]],
    ['too many numbers', [1, 2, 3]],
    ['no numbers', []],
  ])('refuses %s', (_, logits) => {
    expect(() => toPrediction(outputs(logits), manifest, balanced)).toThrow(
      expect.objectContaining({
        code: 'model-failed',
        message: expect.stringContaining('for the classes mel, nv'),
      }),
    )
  })
})

describe('toHeatMaps', () => {
  it('holds one map for each class, of the shape that the model gave', () => {
    const maps = toHeatMaps(outputs([3, 1]), manifest.classes)
    expect(Object.keys(maps)).toEqual(['mel', 'nv'])
    expect(maps.mel).toEqual({ width: 3, height: 2, data: Float32Array.of(1, 0, 0.5, 0, 0, 0) })
    expect(maps.nv!.data[4]).toBe(1)
    expect(maps.nv!.data[5]).toBeCloseTo(0.2, 6)
  })
})
