import type { ScalarMap } from '../types.ts'

/**
 * How much fine detail there is for each bit of coarse detail: the energy of the Laplacian over neighbours, against that
 * over every second position (the energy of the Laplacian is a focus measure since Subbarao et al., 1993; the ratio does
 * not depend on light and contrast). Only the largest circle in the middle counts, as a dermatoscope's tube is always sharp.
 *
 * @param map brightness, the long side about 128: what is finer than that is not seen
 * @returns about 0.35 in a sharp picture, 0.1 and less in a blurred one, 1 for noise; 0 where there is no detail
 */
export function sharpness({ width, height, data }: ScalarMap): number {
  const reach = Math.min(width, height) / 2
  let [fine, coarse] = [0, 0]
  for (let y = 2; y < height - 2; y++) {
    const down = y + 0.5 - height / 2
    const half = Math.sqrt(Math.max(0, reach * reach - down * down))
    const last = Math.min(width - 3, Math.floor(width / 2 + half))
    for (let x = Math.max(2, Math.ceil(width / 2 - half)); x <= last; x++) {
      const i = y * width + x
      const centre = 4 * data[i]!
      const near = centre - data[i - 1]! - data[i + 1]! - data[i - width]! - data[i + width]!
      const far = centre - data[i - 2]! - data[i + 2]! - data[i - 2 * width]! - data[i + 2 * width]!
      fine += near * near
      coarse += far * far
    }
  }
  return coarse === 0 ? 0 : fine / coarse
}
