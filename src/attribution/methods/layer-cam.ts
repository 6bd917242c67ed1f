import type { Method } from './method.ts'

/**
 * LayerCAM (Jiang et al., LayerCAM: Exploring hierarchical class activation maps for localization, 2021, equations 5 to 7):
 * each activation times the positive part of its own gradient, summed over the channels. Made for early layers, where
 * gradients differ from place to place.
 */
export const layerCam: Method = ({ layer: { height, width, activation, gradient } }) => {
  const positions = height * width
  const sum = new Float64Array(positions)
  for (let at = 0; at < gradient.length; at++) {
    const g = gradient[at]!
    if (g > 0) sum[at % positions]! += g * activation[at]!
  }
  return sum
}
