import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { formatEpoch, trainingReporter } from '../../../src/cli/training/reporter.ts'

const row = {
  epoch: 1,
  learningRate: 1e-4,
  trainLoss: 0.5,
  trainAccuracy: 0.8,
  valLoss: 0.75,
  valAccuracy: 0.7,
  valBalancedAccuracy: 0.625,
  valMacroAuc: null,
  seconds: 10,
  imagesPerSecond: 41.6,
  size: 160,
}

const step = { epoch: 0, steps: 2, images: 32, learningRate: 1e-4, gradientNorm: 1 }

describe('trainingReporter', () => {
  it('prints steps, validation and epochs as plain lines where there is no terminal', () => {
    const lines: string[] = []
    const output = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk).trimEnd())
        done()
      },
    })
    const reporter = trainingReporter(3, output)
    reporter.onEpochStart?.(0, 160, 2, 0)
    for (const loss of [2, 1]) {
      reporter.onStep?.({
        ...step,
        step: 3 - loss,
        loss,
        milliseconds: 500,
        engineMilliseconds: 400,
      })
    }
    reporter.onValidation?.(5, 10)
    reporter.onValidation?.(10, 10)
    reporter.onEpochEnd?.(row, true)
    reporter.stop()
    expect(lines[0]).toMatch(
      /^epoch 1\/3 at 160 px: 1\/2 steps \(50 %\).*left, loss 2\.000, 64 images\/s$/,
    )
    expect(lines[1]).toMatch(/^epoch 1\/3 at 160 px: 2\/2 steps/)
    expect(lines[2]).toMatch(/^validating: 5\/10 images \(50 %\)/)
    expect(lines[3]).toMatch(/^validating: 10\/10 images/)
    expect(lines[4]).toMatch(/^epoch 1\/3: train loss 0\.500.*\(best so far\)$/)
    expect(lines).toHaveLength(5)
  })
})

describe('formatEpoch', () => {
  it('shows every number of the row, and a dash for what is undefined', () => {
    expect(formatEpoch(row, 3)).toBe(
      'epoch 1/3: train loss 0.500, accuracy 0.800; val loss 0.750, accuracy 0.700, ' +
        'balanced accuracy 0.625, macro AUC –; 42 images/s',
    )
  })
})
