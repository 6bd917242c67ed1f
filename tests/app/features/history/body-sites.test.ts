import { describe, expect, it } from 'vitest'
import { BODY_SHAPES } from '../../../../app/features/history/body-shapes.ts'
import {
  BODY_REGIONS,
  BODY_SITES,
  sameSite,
  siteKey,
  siteOf,
} from '../../../../app/features/history/body-sites.ts'

describe('body sites', () => {
  it('have keys that name them', () => {
    for (const site of BODY_SITES) expect(siteOf(siteKey(site))).toEqual(site)
    expect(new Set(BODY_SITES.map(siteKey)).size).toBe(BODY_SITES.length)
    expect(siteOf('tail')).toBeNull()
    expect(siteOf('')).toBeNull()
  })

  it('are left and right exactly where there are two', () => {
    for (const region of Object.keys(BODY_REGIONS) as (keyof typeof BODY_REGIONS)[]) {
      const sides = BODY_SITES.filter((site) => site.region === region).map(({ side }) => side)
      expect(sides).toEqual(BODY_REGIONS[region].paired ? ['left', 'right'] : [null])
    }
  })

  it('are the same by region and side', () => {
    expect(sameSite({ region: 'hand', side: 'left' }, { region: 'hand', side: 'left' })).toBe(true)
    expect(sameSite({ region: 'hand', side: 'left' }, { region: 'hand', side: 'right' })).toBe(
      false,
    )
    expect(sameSite(null, null)).toBe(true)
    expect(sameSite(null, { region: 'face', side: null })).toBe(false)
  })

  it('can all be pointed at', () => {
    const drawn = new Set(
      Object.values(BODY_SHAPES).flatMap((shapes) => shapes.map(({ region }) => region)),
    )
    expect([...drawn].sort()).toEqual(Object.keys(BODY_REGIONS).sort())
    for (const { region, paired } of Object.values(BODY_SHAPES).flat()) {
      expect(paired).toBe(BODY_REGIONS[region].paired)
    }
  })
})
