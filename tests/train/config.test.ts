import { describe, expect, it } from 'vitest'
import { phaseOf, totalEpochs, trainConfigSchema } from '../../src/train/config.ts'

const config = trainConfigSchema.parse({
  phases: [
    { size: 64, epochs: 2 },
    { size: 96, epochs: 3 },
  ],
})

describe('trainConfigSchema', () => {
  it('has a default for everything', () => {
    expect(trainConfigSchema.parse({}).optimizer).toMatchObject({ kind: 'adamw' })
  })

  it.each([
    [
      'an input size that the network cannot halve five times',
      { phases: [{ size: 100, epochs: 1 }] },
    ],
    ['no phase', { phases: [] }],
    ['an unknown field', { epochs: 3 }],
    ['a dropout that leaves nothing', { dropout: 1 }],
  ])('refuses %s', (_, input) => {
    expect(trainConfigSchema.safeParse(input).success).toBe(false)
  })
})

describe('phaseOf', () => {
  it('says which phase an epoch belongs to; the last one where all are over', () => {
    const phases = [0, 1, 2, 4, 5].map((epoch) => phaseOf(config, epoch))
    expect(phases.map(({ index }) => index)).toEqual([0, 0, 1, 1, 1])
    expect(phases.map(({ size }) => size)).toEqual([64, 64, 96, 96, 96])
    expect(totalEpochs(config)).toBe(5)
  })
})
