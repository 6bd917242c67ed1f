import { describe, expect, it } from 'vitest'
import { calibrationName } from '../../src/report/calibration-name.ts'
import { temperatureMap } from '../../src/uncertainty/calibration-map.ts'

describe('calibrationName', () => {
  const temperature = temperatureMap(0.821, 3)

  it('says the temperature where there is but one', () => {
    expect(calibrationName(temperature)).toBe('temperature 0.821')
  })

  it.each([{ weight: temperature.weight.with(4, 2) }, { bias: [0, 0.1, -0.1] }])(
    'is vector scaling where classes differ: %o',
    (difference) => {
      expect(calibrationName({ ...temperature, ...difference })).toMatch(/^vector scaling/)
    },
  )

  it('says which smoothing was undone', () => {
    const smoothing = { share: 0.05, odds: [0, 0, 0] }
    expect(calibrationName({ ...temperature, smoothing })).toBe(
      'temperature 0.821, after the label smoothing of training (0.05) is undone',
    )
  })

  it('is Dirichlet calibration on log-probabilities', () => {
    const map = { ...temperature, features: 'log-probabilities' } as const
    expect(calibrationName(map)).toMatch(/^Dirichlet calibration/)
  })
})
