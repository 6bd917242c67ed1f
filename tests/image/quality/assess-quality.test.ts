import { describe, expect, it } from 'vitest'
import { addGlare, blurImage, cutInHalf, scaleLight } from '../../../src/cli/quality/spoil.ts'
import { drawLesion } from '../../../src/dataset/synthetic/lesion.ts'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import { assessQuality } from '../../../src/image/quality/assess-quality.ts'
import { thumbnail } from '../../../src/image/thumbnail.ts'
import type { RgbImage } from '../../../src/image/types.ts'

const image = drawLesion({ class: 'nv', seed: 1, lesion: 0, view: 0 }, { width: 400, height: 300 })
const judge = (picture: RgbImage) => assessQuality(picture, findLesion(picture))
const codes = (picture: RgbImage) => judge(picture).issues.map(({ code }) => code)

/** Skin with a brown disc. */
function disc(radius: number): RgbImage {
  const [width, height] = [400, 300]
  const data = new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const inside = Math.hypot((i % width) - 200, Math.floor(i / width) - 150) < radius
    const grain = (i * 7919) % 11
    const colour = inside ? [110, 70, 50] : [220, 175, 150]
    data.set(
      colour.map((value) => value + grain),
      i * 3,
    )
  }
  return { width, height, data }
}

describe('assessQuality', () => {
  it('has nothing against a good picture', () => {
    expect(judge(image)).toEqual({ ok: true, issues: [] })
    expect(judge(disc(60)).ok).toBe(true)
  })

  it.each([
    ['blurred', blurImage(image, 4)],
    ['too-dark', scaleLight(image, 0.2)],
    ['too-bright', scaleLight(image, 2)],
    ['glare', addGlare(image, 0.05)],
    ['too-small', thumbnail(image, 150)],
    ['lesion-cut-off', cutInHalf(image, findLesion(image)!)],
    ['lesion-tiny', disc(16)],
    ['no-lesion', disc(0)],
  ] as const)('says that a picture is %s', (code, picture) => {
    expect(codes(picture)).toContain(code)
    expect(judge(picture).ok).toBe(false)
  })

  it('says in a sentence what to do', () => {
    const [issue] = judge(blurImage(image, 4)).issues
    expect(issue!.message).toMatch(/Hold still and focus on the lesion\.$/)
  })

  it('takes dark skin in good light for what it is', () => {
    const dark = disc(60)
    for (let i = 0; i < dark.data.length; i++) dark.data[i] = Math.round(dark.data[i]! * 0.55)
    expect(codes(dark)).not.toContain('too-dark')
  })

  it('takes measures that are known already', () => {
    const measures = { sharpness: 0.1, brightness: 0.1, clipped: 0, glare: 0 }
    const { issues } = assessQuality(image, findLesion(image), measures)
    expect(issues.map(({ code }) => code)).toEqual(['too-dark', 'blurred'])
  })
})
