import { describe, expect, it } from 'vitest'
import { describeEvidence } from '../../src/explain/describe-evidence.ts'
import { bump, ellipse, mapOf, maskOf } from './maps.ts'

const lesion = maskOf(60, 40, ellipse(0.5, 0.5, 0.2, 0.3)) // a circle of radius 0.3 in the centre square
const describeAt = (x: number, y: number, radius = 0.08) =>
  describeEvidence(mapOf(28, 28, bump(x, y, radius)), { lesion, className: 'melanoma' })

describe('describeEvidence', () => {
  it.each([
    [0.5, 0.5, 'centre'],
    [0.35, 0.5, 'left'],
    [0.65, 0.5, 'right'],
    [0.5, 0.33, 'upper'],
    [0.5, 0.67, 'lower'],
    [0.37, 0.37, 'upper-left'],
    [0.63, 0.37, 'upper-right'],
    [0.37, 0.63, 'lower-left'],
    [0.63, 0.63, 'lower-right'],
  ])('of a bump at %f, %f says %s', (x, y, position) => {
    const found = describeAt(x, y, 0.05)
    expect(found).toMatchObject({ position, within: 'lesion' })
    expect(found.insideLesion).toBeGreaterThan(0.9)
  })

  it('says where and how much in one sentence', () => {
    expect(describeAt(0.35, 0.65, 0.05).sentence).toMatch(
      /^What speaks for melanoma lies mostly in the lower left of the lesion; 9\d % of it is inside\.$/,
    )
  })

  it('says that evidence covers the lesion', () => {
    const heat = mapOf(28, 28, ellipse(0.5, 0.5, 0.3))
    const { position, sentence } = describeEvidence(heat, { lesion, className: 'nevus' })
    expect(position).toBe('spread')
    expect(sentence).toContain('lies all over the lesion')
  })

  it('says that most lies outside', () => {
    const { insideLesion, sentence } = describeAt(0.1, 0.1, 0.05)
    expect(insideLesion).toBeLessThan(0.05)
    expect(sentence).toBe(
      'What speaks for melanoma lies mostly outside the lesion, towards its upper left; only 0 % of it is inside.',
    )
  })

  it('measures the position from the lesion, not from the picture', () => {
    const aside = maskOf(60, 60, ellipse(0.7, 0.5, 0.2))
    const heat = mapOf(28, 28, bump(0.57, 0.5, 0.05))
    expect(describeEvidence(heat, { lesion: aside, className: 'x' }).position).toBe('left')
    expect(describeEvidence(heat, { lesion: null, className: 'x' }).position).toBe('centre')
  })

  it('falls back to the picture without a lesion', () => {
    const heat = mapOf(7, 7, bump(0.9, 0.1, 0.1))
    const expected = { position: 'upper-right', within: 'picture', insideLesion: null }
    const empty = maskOf(10, 10, () => 0)
    for (const none of [null, empty]) {
      const found = describeEvidence(heat, { lesion: none, className: 'melanoma' })
      expect(found).toMatchObject(expected)
      expect(found.sentence).toContain('upper right of the picture; no lesion was found')
    }
  })

  it('never takes an empty map for an all-clear', () => {
    const found = describeEvidence(
      mapOf(7, 7, () => 0),
      { lesion, className: 'melanoma' },
    )
    expect(found).toMatchObject({ position: 'none', insideLesion: null })
    expect(found.sentence).toContain('does not rule it out')
  })
})
