import { describe, expect, it } from 'vitest'
import { type OptimizerConfig, optimizerConfigSchema } from '../../../src/train/optimizer/config.ts'
import { createOptimizer } from '../../../src/train/optimizer/create.ts'
import { cloneParameters } from '../../../src/train/parameters.ts'
import { bitsOf, NO_GROUPS, randomParameters } from './problem.ts'

const groups = {
  decays: new Set(['weight']),
  learningRateFactors: new Map([['bias', 3]]),
}

const configs: OptimizerConfig[] = [
  optimizerConfigSchema.parse({ kind: 'adamw' }),
  optimizerConfigSchema.parse({ kind: 'sgd' }),
  optimizerConfigSchema.parse({ kind: 'sgd', nesterov: true, decay: 'decoupled' }),
]

describe.each(configs)('createOptimizer of %o', (config) => {
  it('goes on bit for bit from a restored state', () => {
    const straight = randomParameters(1)
    const optimizer = createOptimizer(config, straight, groups)
    for (let step = 0; step < 5; step++) optimizer.step(straight, randomParameters(step), 0.01)

    const resumed = cloneParameters(straight)
    const second = createOptimizer(config, resumed, groups)
    second.restore(cloneParameters(optimizer.state()))
    expect(second.stepCount()).toBe(5)
    for (let step = 5; step < 9; step++) {
      optimizer.step(straight, randomParameters(step), 0.01)
      second.step(resumed, randomParameters(step), 0.01)
    }
    expect(bitsOf(resumed)).toEqual(bitsOf(straight))
    expect(bitsOf(second.state())).toEqual(bitsOf(optimizer.state()))
  })

  it('multiplies the learning rate of a parameter by its factor', () => {
    const moved = (learningRate: number, factors: Map<string, number>) => {
      const parameters = randomParameters(1)
      const optimizer = createOptimizer(config, parameters, {
        ...NO_GROUPS,
        learningRateFactors: factors,
      })
      optimizer.step(parameters, randomParameters(2), learningRate)
      return bitsOf(parameters).bias
    }
    expect(moved(0.25, new Map([['bias', 2]]))).toEqual(moved(0.5, new Map()))
  })

  it('scales gradients as if they had been scaled before', () => {
    const moved = (gradient: number, scale: number) => {
      const parameters = randomParameters(1)
      const optimizer = createOptimizer(config, parameters, groups)
      const scaled = [...randomParameters(2)].map(
        ([name, data]) => [name, data.map((g) => gradient * g)] as const,
      )
      optimizer.step(parameters, new Map(scaled), 0.01, scale)
      return { weights: bitsOf(parameters), state: bitsOf(optimizer.state()) }
    }
    expect(moved(1, 0.5)).toEqual(moved(0.5, 1))
    expect(moved(1, 0.5).state).not.toEqual(moved(1, 1).state)
  })

  it('refuses a missing gradient before it moves anything', () => {
    const parameters = randomParameters(1)
    const optimizer = createOptimizer(config, parameters, groups)
    const incomplete = new Map([['weight', new Float32Array(12)]])
    expect(() => optimizer.step(parameters, incomplete, 1)).toThrow(/"bias" should have 3 elements/)
    expect(parameters).toEqual(randomParameters(1))
    expect(optimizer.stepCount()).toBe(0)
  })

  it('refuses the state of another network', () => {
    const optimizer = createOptimizer(config, randomParameters(1), groups)
    const other = createOptimizer(config, new Map([['weight', new Float32Array(2)]]), groups)
    expect(() => optimizer.restore(other.state())).toThrow(
      expect.objectContaining({ code: 'checkpoint-invalid' }),
    )
  })
})

describe('optimizerConfigSchema', () => {
  it('fills in the defaults of the kind and refuses options of the other', () => {
    expect(optimizerConfigSchema.parse({ kind: 'adamw' })).toMatchObject({ beta2: 0.999 })
    expect(optimizerConfigSchema.parse({ kind: 'sgd' })).toMatchObject({ momentum: 0.9 })
    expect(() => optimizerConfigSchema.parse({ kind: 'adamw', momentum: 0.9 })).toThrow(/momentum/)
    expect(() => optimizerConfigSchema.parse({ kind: 'lion' })).toThrow()
  })
})
