import { DermaliteError } from '../errors.ts'
import { type HeatMap, toHeatMap } from './heat-map.ts'

/** Class activation maps of one picture: [K, height, width] row-major. */
export type ClassActivations = {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
}

/**
 * Grad-CAM of one class at the last convolution (Selvaraju et al., 2017, equations 1 and 2), exactly and without a
 * gradient: where average pooling and a linear layer follow, the gradient of a logit by a feature is the weight between
 * them over the number of positions, so the weighted sum of the features is the class activation map (Zhou et al.,
 * 2016) up to a positive factor, which the scale to 0..1 takes out.
 *
 * @param classIndex from 0 to K - 1
 * @throws DermaliteError `bad-argument`: a class that the activations do not hold, or an activation that is not finite
 */
export function gradCam({ data, width, height }: ClassActivations, classIndex: number): HeatMap {
  const positions = width * height
  const activations = data.subarray(classIndex * positions, (classIndex + 1) * positions)
  if (!Number.isInteger(classIndex) || classIndex < 0 || activations.length !== positions) {
    throw new DermaliteError(
      'bad-argument',
      `class ${classIndex} has no map among ${data.length} activations of ${width} x ${height} positions`,
      'Pass the index of one of the classes of the model.',
    )
  }
  if (!activations.every(Number.isFinite)) {
    throw new DermaliteError(
      'bad-argument',
      `an activation of class ${classIndex} is not a finite number`,
      'Check the input and the weights of the model.',
    )
  }
  return toHeatMap(activations, width, height)
}
