import type { Random } from '../../../random.ts'
import { noiseField } from '../noise.ts'
import { pick, type Range } from '../range.ts'
import type { Tissue } from '../tissue.ts'

export type SkinStyle = {
  readonly melanin: Range
  readonly blood: Range
  /** Blotches of redness, as a share of the blood. */
  readonly flush: Range
  /** Uneven pigment of sun-damaged skin, as a share of the melanin. */
  readonly freckles: Range
}

/** Skin around and under the lesion: even tones with mottling, and the fine furrows of its surface. */
export function paintSkin(tissue: Tissue, style: SkinStyle, random: Random): void {
  const { melanin: melaninPlane, blood: bloodPlane } = tissue.planes
  const melanin = pick(random, style.melanin)
  const blood = pick(random, style.blood)
  const flush = pick(random, style.flush)
  const freckles = pick(random, style.freckles)
  const relief = random.uniform(0, 0.02)
  const redness = noiseField(tissue, { size: 4, octaves: 4 }, random)
  const pigment = noiseField(tissue, { size: 1.6, octaves: 3 }, random)
  const furrows = noiseField(tissue, { size: 0.5, octaves: 3 }, random)
  for (let i = 0; i < redness.length; i++) {
    bloodPlane[i] = Math.max(0, blood * (1 + flush * redness[i]!) + relief * furrows[i]!)
    const spots = Math.max(0, pigment[i]! - 0.2)
    melaninPlane[i] = melanin * (1 + freckles * spots) + relief * furrows[i]!
  }
}
