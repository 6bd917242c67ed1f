import { describe, expect, it } from 'vitest'
import type { LayerGradient } from '../../../src/attribution/methods/method.ts'
import { scoreCam } from '../../../src/attribution/methods/score-cam.ts'

const SIZE = 2
/** Left, right, the same everywhere, and faintly left. */
const layer: LayerGradient = {
  ...{ channels: 4, height: 1, width: 2 },
  activation: Float32Array.of(2, 0, 0, 3, 5, 5, 0.2, 0.1),
  gradient: new Float32Array(8),
}
const image = new Float32Array(3 * SIZE * SIZE).fill(0.8)

/** The answer is the red of the top left pixel, and 0.1 for a picture of the mean colour. */
function network() {
  const asked: number[] = []
  return {
    asked,
    score: async (images: Float32Array, n: number) => {
      asked.push(n)
      return Float32Array.from({ length: n }, (_, i) => 0.1 + images[i * image.length]!)
    },
  }
}

describe('Score-CAM', () => {
  it('weighs each channel by what it alone answers, over the mean colour', async () => {
    const { score } = network()
    const map = await scoreCam()({ layer, image, size: SIZE, score })
    // the left channels show the pixel whole, the right one hides it, the even one is left out
    expect(map[0]).toBeCloseTo(0.8 * 2 + 0.8 * 0.2)
    expect(map[1]).toBeCloseTo(0.8 * 0.1)
  })

  it('tries so many channels, those that vary most', async () => {
    const { score, asked } = network()
    const map = await scoreCam(2)({ layer, image, size: SIZE, score })
    expect(asked).toEqual([1, 2])
    expect([...map]).toEqual([expect.closeTo(0.8 * 2), expect.closeTo(0)])
  })
})
