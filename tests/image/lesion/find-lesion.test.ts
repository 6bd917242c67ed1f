import { describe, expect, it } from 'vitest'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import { jaccardIndex, type Mask } from '../../../src/image/lesion/mask.ts'
import type { RgbImage } from '../../../src/image/types.ts'

const SKIN = [225, 175, 150] as const
const BROWN = [120, 75, 60] as const

/** Skin with a brown ellipse. */
function ellipse(
  { x, y, across, down }: { x: number; y: number; across: number; down: number },
  size = { width: 400, height: 300 },
): { image: RgbImage; truth: Mask } {
  const { width, height } = size
  const data = new Uint8Array(width * height * 3)
  const truth = new Uint8Array(width * height)
  for (let i = 0; i < truth.length; i++) {
    const dx = ((i % width) + 0.5 - x) / across
    const dy = (Math.floor(i / width) + 0.5 - y) / down
    truth[i] = dx * dx + dy * dy < 1 ? 1 : 0
    data.set(truth[i] === 1 ? BROWN : SKIN, i * 3)
  }
  return { image: { width, height, data }, truth: { width, height, data: truth } }
}

describe('findLesion', () => {
  it('finds a brown ellipse', () => {
    const { image, truth } = ellipse({ x: 220, y: 140, across: 80, down: 60 })
    const lesion = findLesion(image)!
    expect(jaccardIndex(truth, lesion.mask)).toBeGreaterThan(0.85)
    expect(lesion.area).toBeCloseTo((Math.PI * 80 * 60) / (400 * 300), 1)
    expect(lesion.touchesBorder).toBe(false)
  })

  it('gives the box in pixels of the picture', () => {
    const { box } = findLesion(ellipse({ x: 220, y: 140, across: 80, down: 60 }).image)!
    expect(Math.abs(box.left - 140)).toBeLessThan(13)
    expect(Math.abs(box.top - 80)).toBeLessThan(13)
    expect(Math.abs(box.width - 160)).toBeLessThan(26)
    expect(Math.abs(box.height - 120)).toBeLessThan(26)
  })

  it('says where a lesion reaches the border', () => {
    const lesion = findLesion(ellipse({ x: 0, y: 150, across: 150, down: 100 }).image)!
    expect(lesion.touchesBorder).toBe(true)
    expect(lesion.borderShare).toBeCloseTo(200 / 1400, 1)
  })

  it('finds none on a single colour', () => {
    const grey = { width: 60, height: 40, data: new Uint8Array(7200).fill(130) }
    expect(findLesion(grey)).toBeNull()
  })
})
