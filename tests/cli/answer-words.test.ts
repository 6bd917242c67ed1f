import { describe, expect, it } from 'vitest'
import type { Answer, TriageLevel } from '../../src/classifier/index.ts'
import { evidenceOf, howSure, suspicionOf, warningsOf } from '../../src/cli/answer-words.ts'
import { classified } from './classified.ts'

const { answer } = classified
const withLevel = (level: TriageLevel): Answer => ({
  ...answer,
  triage: { ...answer.triage!, level },
})
const withSet = (...predictionSet: string[]): Answer => ({ ...answer, predictionSet })

describe('the words of an answer', () => {
  it('put what is wrong with the picture first', () => {
    expect(warningsOf(answer)).toEqual([])
    const blurred: Answer = {
      ...answer,
      quality: { ok: false, issues: [{ code: 'blurred', message: 'The picture is blurred.' }] },
      outOfDistribution: { score: 2, threshold: 1, flagged: true },
    }
    expect(warningsOf(blurred)).toEqual([
      'The picture is blurred.',
      expect.stringMatching(/^Unlike the pictures/),
    ])
  })

  it('never give the all-clear, and send to a doctor at every level', () => {
    for (const level of ['high', 'raised', 'not-raised', 'unclear'] as const) {
      const words = suspicionOf(withLevel(level)).join(' ')
      expect(words).toMatch(/doctor/)
      expect(words).not.toMatch(/healthy|harmless|benign|no need/)
    }
    expect(suspicionOf(withLevel('not-raised')).join(' ')).toMatch(/does not rule out/)
  })

  it('give the numbers behind the level, but none for a picture that allows no statement', () => {
    expect(suspicionOf(withLevel('raised'))[1]).toMatch(/have 26 %; 95 % .* at least 20 %/)
    expect(suspicionOf(withLevel('unclear'))).toHaveLength(1)
  })

  it('say nothing of what a bundle has no statistics for', () => {
    expect(suspicionOf({ ...answer, triage: null })).toEqual([])
    expect(howSure({ ...answer, predictionSet: null, coverage: null })).toBeUndefined()
  })

  it('promise nothing for a picture unlike those of training', () => {
    const outOfDistribution = { score: 2, threshold: 1, flagged: true }
    expect(howSure({ ...answer, outOfDistribution })).toBeUndefined()
  })

  it.each([
    [['nv'], /^One class .* is enough/],
    [['nv', 'mel'], /^Not sure: it takes 2/],
    [['nv', 'mel', 'bkl', 'df'], /^Unsure: it takes 4 .* question, not as an answer/],
  ])('call a set of %j by its size', (set, words) => {
    expect(howSure(withSet(...set))).toMatch(words)
  })

  it('say where the evidence lies', () => {
    expect(evidenceOf(answer, 'nv')).toMatch(/melanocytic nevus .* 100 % of it is inside/)
  })
})
