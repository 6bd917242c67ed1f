import { mapOf } from '../../explain/maps.ts'

export const SIZE = 32
const PATCH = { left: 0.25, top: 0.5, side: 0.25 }

const inPatch = (x: number, y: number) =>
  x > PATCH.left && x < PATCH.left + PATCH.side && y > PATCH.top && y < PATCH.top + PATCH.side

/** A network whose answer is how much of its evidence, a bright patch of one picture, is there. */
export async function score(images: Float32Array, n: number): Promise<Float32Array> {
  const pixels = SIZE * SIZE
  return Float32Array.from({ length: n }, (_, i) => {
    let [sum, count] = [0, 0]
    for (let at = 0; at < pixels; at++) {
      if (!inPatch(((at % SIZE) + 0.5) / SIZE, (Math.floor(at / SIZE) + 0.5) / SIZE)) continue
      sum += images[i * 3 * pixels + at]!
      count++
    }
    return Math.max(0, Math.min(1, sum / count))
  })
}

/** 1 in the patch, 0 elsewhere, in every channel. */
export const IMAGE = (() => {
  const { data } = mapOf(SIZE, SIZE, (x, y) => Number(inPatch(x, y)))
  return Float32Array.from([...data, ...data, ...data])
})()

export const RIGHT = mapOf(8, 8, (x, y) => Number(inPatch(x, y)))
export const WRONG = mapOf(8, 8, (x, y) => 1 - Number(inPatch(x, y)))
