import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { findLesionMasks, readLesionMask } from '../../../src/dataset/ham10000/lesion-masks.ts'
import { readHam10000 } from '../../../src/dataset/ham10000/read.ts'
import { splitByGroup } from '../../../src/dataset/split.ts'
import { drawLesion, lesionMask } from '../../../src/dataset/synthetic/lesion.ts'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import { jaccardIndex, type Mask } from '../../../src/image/lesion/mask.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import type { RgbImage } from '../../../src/image/types.ts'
import { REAL_HAM10000, REAL_NOTE } from '../../dataset/fixtures.ts'

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

  it('takes the lesion in the middle, not a darker spot in a corner', () => {
    const { image, truth } = ellipse({ x: 200, y: 150, across: 60, down: 60 })
    const spotted = { ...image, data: Uint8Array.from(image.data) }
    for (let row = 0; row < 60; row++) spotted.data.fill(40, row * 1200, row * 1200 + 180)
    expect(jaccardIndex(truth, findLesion(spotted)!.mask)).toBeGreaterThan(0.75)
  })

  it('sees through hairs and leaves out the dark tube of a dermatoscope', () => {
    const { image, truth } = ellipse({ x: 200, y: 150, across: 80, down: 70 })
    const data = Uint8Array.from(image.data)
    for (let y = 0; y < 300; y++) {
      for (let x = 0; x < 400; x++) {
        const hair = (x + 2 * y) % 120 < 3
        const tube = Math.hypot(x - 200, y - 150) > 190
        if (hair || tube) data.fill(12, (y * 400 + x) * 3, (y * 400 + x) * 3 + 3)
      }
    }
    const lesion = findLesion({ ...image, data })!
    expect(jaccardIndex(truth, lesion.mask)).toBeGreaterThan(0.75)
    expect(lesion.touchesBorder).toBe(false)
  })

  it('finds synthetic lesions of every class within the outline that they were drawn with', () => {
    const size = { width: 200, height: 150 }
    const jaccards = LESION_CLASSES.flatMap((name) =>
      [0, 1, 2, 3, 4, 5].map((lesion) => {
        const drawn = { class: name, seed: 1, lesion, view: 0 }
        const found = findLesion(drawLesion(drawn, size))
        return found === null ? 0 : jaccardIndex(lesionMask(drawn, size), found.mask)
      }),
    ).sort((a, b) => a - b)
    expect(jaccards[jaccards.length >> 1]).toBeGreaterThan(0.8)
    expect(jaccards.filter((jaccard) => jaccard < 0.5).length).toBeLessThan(0.1 * jaccards.length)
  })

  it('finds none on a single colour', () => {
    const grey = { width: 60, height: 40, data: new Uint8Array(7200).fill(130) }
    expect(findLesion(grey)).toBeNull()
  })
})

describe.runIf(REAL_HAM10000)(`lesions of HAM10000${REAL_NOTE}`, () => {
  it('agree with the masks: a median Jaccard index of 0.8 and more over 60 training images', async () => {
    const dataset = await readHam10000(REAL_HAM10000!)
    const masks = await findLesionMasks(dataset)
    const training = splitByGroup(dataset.samples, { seed: 1 }).train
    const jaccards: number[] = []
    for (const { id, path } of training.filter((_, index) => index % 115 === 0)) {
      const lesion = findLesion(await decodeImage(path))
      const truth = await readLesionMask(masks.get(id)!)
      jaccards.push(lesion === null ? 0 : jaccardIndex(truth, lesion.mask))
    }
    expect(jaccards.length).toBeGreaterThanOrEqual(60)
    expect(jaccards.sort((a, b) => a - b)[jaccards.length >> 1]).toBeGreaterThan(0.8)
  })
})
