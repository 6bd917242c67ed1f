import { type Method, weightedSum } from './method.ts'

/**
 * Grad-CAM++ (Chattopadhay et al., Grad-CAM++: Generalized gradient-based visual explanations for deep convolutional
 * networks, 2018, equations 11 and 19): the weight of a channel is the sum of its positive gradients g, each times
 * alpha = g² / (2 g² + g³ sum(A)), which holds for the exponential of the logit as the score. The exponential itself is a
 * factor of every weight and falls away with the scale of the map.
 */
export const gradCamPlusPlus: Method = ({ layer }) => {
  const { channels, height, width, activation, gradient } = layer
  const positions = height * width
  const weights = new Float64Array(channels)
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * positions
    let total = 0
    for (let i = 0; i < positions; i++) total += activation[start + i]!
    for (let i = 0; i < positions; i++) {
      const g = gradient[start + i]!
      const denominator = 2 + g * total // of alpha, divided by g²
      if (g > 0 && denominator !== 0) weights[channel]! += g / denominator
    }
  }
  return weightedSum(layer, weights)
}
