import { type Method, weightedSum } from './method.ts'

/**
 * Grad-CAM (Selvaraju et al., Grad-CAM: Visual explanations from deep networks via gradient-based localization, 2017,
 * equations 1 and 2): the weight of a channel is the mean of its gradient.
 */
export const gradCam: Method = ({ layer }) => {
  const { channels, height, width, gradient } = layer
  const positions = height * width
  const weights = new Float64Array(channels)
  for (let at = 0; at < gradient.length; at++) {
    weights[Math.floor(at / positions)]! += gradient[at]! / positions
  }
  return weightedSum(layer, weights)
}
