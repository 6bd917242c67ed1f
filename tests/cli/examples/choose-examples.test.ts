import { describe, expect, it } from 'vitest'
import type { Classifier } from '../../../src/classifier/index.ts'
import { chooseExamples, type Labelled } from '../../../src/cli/examples/choose-examples.ts'

const picture = (truth: string, named: number): Labelled => ({
  truth,
  image: { width: 1, height: 1, data: Uint8Array.of(named, 0, 0) },
})

/** Says the class that the first value of a picture stands for. */
const classifier = {
  async classify({ data }: Labelled['image']) {
    return { label: ['mel', 'nv', 'bcc'][data[0]!] }
  },
} as unknown as Classifier

describe('examples', () => {
  it('are the first right and wrong answers, one of each class', async () => {
    const pictures = [
      picture('mel', 0),
      picture('mel', 0),
      picture('nv', 0),
      picture('nv', 2),
      picture('nv', 1),
      picture('bcc', 1),
    ]
    const { right, wrong } = await chooseExamples(classifier, pictures, 2)
    expect(right.map(({ truth }) => truth)).toEqual(['mel', 'nv'])
    expect(right[0]!.image).toBe(pictures[0]!.image)
    expect(wrong.map(({ truth, answer }) => [truth, answer.label])).toEqual([
      ['nv', 'mel'],
      ['bcc', 'nv'],
    ])
  })

  it('end when there are enough', async () => {
    let drawn = 0
    function* endless() {
      for (;;) {
        drawn++
        yield picture('mel', drawn % 2)
      }
    }
    const { right, wrong } = await chooseExamples(classifier, endless(), 1)
    expect([right.length, wrong.length, drawn]).toEqual([1, 1, 2])
  })

  it('are fewer where the pictures end before', async () => {
    const { right, wrong } = await chooseExamples(classifier, [picture('mel', 0)], 3)
    expect([right.length, wrong.length]).toEqual([1, 0])
  })
})
