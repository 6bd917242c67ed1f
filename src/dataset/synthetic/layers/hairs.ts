import type { Random } from '../../../random.ts'
import { paintStroke } from '../paint.ts'
import type { Tissue } from '../tissue.ts'

const BARE = 0.5
const DENSE = 0.12
const POINTS = 14

/** Hairs over the whole picture, lying in about the same direction: none in half of all pictures, many in a few. */
export function paintHairs(tissue: Tissue, random: Random): void {
  if (random.chance(BARE)) return
  const count = random.chance(DENSE) ? 10 + random.int(18) : 1 + random.int(5)
  const lie = random.uniform(0, 2 * Math.PI)
  const tone = random.chance(0.2) ? 0.8 : random.uniform(1.5, 2.5)
  for (let hair = 0; hair < count; hair++) {
    const direction = lie + 0.35 * random.normal()
    const length = random.uniform(3, 15)
    const bend = 0.9 * random.normal()
    const width = random.uniform(0.025, 0.075)
    let x = random.uniform(-9, 9)
    let y = random.uniform(-9, 9)
    const points = Array.from({ length: POINTS }, (_, step) => {
      const heading = direction + bend * (step / POINTS)
      x += (length / POINTS) * Math.cos(heading)
      y += (length / POINTS) * Math.sin(heading)
      return { x, y }
    })
    paintStroke(
      tissue,
      points,
      [width, width / 2],
      { melanin: tone, deepMelanin: tone / 3, keratin: 0 },
      0.85,
    )
  }
}
