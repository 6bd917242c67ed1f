/**
 * The probability of one class for pictures.
 *
 * @param images [n, 3, S, S], normalised
 * @returns [n]
 */
export type Score = (images: Float32Array, n: number) => Promise<Float32Array>

/** The area under a curve over equally spaced points from 0 to 1, by the trapezoid rule. */
export function areaUnder(curve: ArrayLike<number>): number {
  let area = 0
  for (let i = 1; i < curve.length; i++) area += (curve[i - 1]! + curve[i]!) / 2
  return area / (curve.length - 1)
}
