import { describe, expect, it } from 'vitest'
import { networkOf, resolveNetwork } from '../../../src/cli/params/network.ts'

const common = { train: { seed: 3, width: 1 }, prune: { batches: 8, steps: 1 } }

describe('a trained network', () => {
  it('has its own values over those of all', () => {
    expect(resolveNetwork('wide', { width: 1.4 }, common)).toMatchObject({
      kind: 'trained',
      train: { seed: 3, width: 1.4, batchSize: 32 },
    })
  })

  it('is refused with the place of what is wrong', () => {
    expect(resolveNetwork('wide', { widht: 1.4 }, common)).toEqual([
      { path: ['networks', 'wide'], message: expect.stringContaining('widht') },
    ])
  })
})

describe('a pruned network', () => {
  const rounds = [
    { name: 'half', keepMacs: 0.5 },
    { keepMacs: 0.25, steps: 2 },
  ]

  it('has the values of each round over those of all, and a name for each bundle', () => {
    expect(resolveNetwork('quarter', { parent: 'wide', rounds }, common)).toMatchObject({
      kind: 'pruned',
      parent: 'wide',
      rounds: [
        { name: 'half', keepMacs: 0.5, steps: 1, batches: 8, criterion: 'taylor' },
        { name: 'quarter', keepMacs: 0.25, steps: 2, batches: 8 },
      ],
    })
  })

  it.each([
    ['without a name in between', [{ keepMacs: 0.5 }, { keepMacs: 0.25 }], ['rounds', 0, 'name']],
    ['with another name at the end', [{ name: 'a', keepMacs: 0.5 }], ['rounds', 0, 'name']],
    ['without a budget', [{ steps: 2 }], ['rounds', 0, 'keepMacs']],
    ['with a field that does not exist', [{ keepMacs: 0.5, step: 2 }], ['rounds', 0]],
    ['without rounds', [], ['rounds']],
  ])('is refused %s', (_, rounds, path) => {
    expect(resolveNetwork('quarter', { parent: 'wide', rounds }, common)).toMatchObject([
      { path: ['networks', 'quarter', ...path] },
    ])
  })
})

describe('networkOf', () => {
  const networks = {
    wide: resolveNetwork('wide', {}, common),
    half: resolveNetwork('half', { parent: 'wide', rounds: [{ keepMacs: 0.5 }] }, common),
  } as Parameters<typeof networkOf>[0]

  it('finds one', () => {
    expect(networkOf(networks, 'half', 'pruned').parent).toBe('wide')
  })

  it.each(['half', 'narrow'])('names those that there are instead of %s', (name) => {
    expect(() => networkOf(networks, name, 'trained')).toThrow(
      expect.objectContaining({ code: 'bad-argument', hint: expect.stringContaining('wide') }),
    )
  })
})
