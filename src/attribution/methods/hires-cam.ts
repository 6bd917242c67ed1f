import type { Method } from './method.ts'

/**
 * HiResCAM (Draelos & Carin, Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks,
 * 2020, equation 4): each activation times its own gradient, summed over the channels. At the last convolution, where
 * average pooling and a linear layer follow, it is Grad-CAM.
 */
export const hiResCam: Method = ({ layer: { height, width, activation, gradient } }) => {
  const positions = height * width
  const sum = new Float64Array(positions)
  for (let at = 0; at < gradient.length; at++) {
    sum[at % positions]! += gradient[at]! * activation[at]!
  }
  return sum
}
