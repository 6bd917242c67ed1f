import { createRandom } from '../../random.ts'

/** An image to time a model with: [3, S, S] as normalised pixels are, between -2 and 2. */
export function testImage(size: number): Float32Array {
  const random = createRandom(size)
  return new Float32Array(3 * size * size).map(() => random.uniform(-2, 2))
}
