import { describe, expect, it } from 'vitest'
import { configDifferences, requireSameConfig } from '../../src/train/config-mismatch.ts'

const config = { seed: 1, optimizer: { kind: 'adamw', beta1: 0.9 }, phases: [{ size: 160 }] }

describe('configDifferences', () => {
  it('finds none in a copy that went through JSON', () => {
    const withUndefined = { ...config, pretrained: undefined }
    expect(configDifferences(JSON.parse(JSON.stringify(withUndefined)), withUndefined)).toEqual([])
  })

  it('names every leaf that changed, came or went', () => {
    const other = { seed: 2, optimizer: { kind: 'adamw' }, phases: [{ size: 160 }, { size: 224 }] }
    expect(configDifferences(config, other)).toEqual([
      'optimizer.beta1: 0.9 -> not set',
      'phases.1.size: not set -> 224',
      'seed: 1 -> 2',
    ])
  })

  it('tells an empty list from none', () => {
    expect(configDifferences({ a: [] }, {})).toEqual(['a: [] -> not set'])
  })
})

describe('requireSameConfig', () => {
  it('accepts the same and refuses another with `checkpoint-mismatch`', () => {
    requireSameConfig(config, { ...config })
    expect(() => requireSameConfig(config, { ...config, seed: 2 })).toThrow(
      expect.objectContaining({
        code: 'checkpoint-mismatch',
        message: expect.stringContaining('seed: 1 -> 2'),
      }),
    )
    expect(() => requireSameConfig(undefined, config)).toThrow(/seed: not set -> 1/)
  })
})
