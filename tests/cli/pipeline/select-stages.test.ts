import { describe, expect, it } from 'vitest'
import type { Stage } from '../../../src/cli/pipeline/read-pipeline.ts'
import { type StageChoice, selectStages } from '../../../src/cli/pipeline/select-stages.ts'

const STAGES = ['prepare', 'train@a', 'train@b', 'quantize@a', 'quantize@b', 'report'].map(
  (name): Stage => {
    const [group, network] = name.split('@') as [string, string | undefined]
    return { ...{ name, group, network, description: '' }, commands: [], inputs: [], outputs: [] }
  },
)

const namesOf = (choice: StageChoice) => selectStages(STAGES, choice).map(({ name }) => name)

describe('selectStages', () => {
  it.each<[StageChoice, string]>([
    [{}, 'prepare train@a train@b quantize@a quantize@b report'],
    [{ from: 'quantize' }, 'quantize@a quantize@b report'],
    [{ from: 'train@b' }, 'train@b quantize@a quantize@b report'],
    [{ network: 'b' }, 'prepare train@b quantize@b report'],
    [{ from: 'quantize', network: 'a' }, 'quantize@a report'],
  ])('of %j are %s', (choice, names) => {
    expect(namesOf(choice)).toEqual(names.split(' '))
  })

  it.each<[StageChoice, string]>([
    [{ from: 'quantise' }, 'prepare, train, quantize, report'],
    [{ network: 'c' }, 'a, b'],
  ])('names what there is instead of %j', (choice, there) => {
    expect(() => namesOf(choice)).toThrow(
      expect.objectContaining({ code: 'bad-argument', hint: `There are: ${there}.` }),
    )
  })
})
