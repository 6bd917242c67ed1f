import { createRandom } from '../random.ts'
import type { ParameterShape } from './parameter.ts'

const CLASSIFIER_DEVIATION = 0.01

/**
 * Fresh parameters: He's normal initialization for convolutions (He et al., 2015, fan-out as in MobileNetV2), a small
 * normal for the classifier, zeros for biases, and a BatchNorm that changes nothing. Each parameter depends on the seed and its position alone.
 */
export function initializeParameters(
  parameters: readonly ParameterShape[],
  seed: number,
): Map<string, Float32Array> {
  return new Map(
    parameters.map(({ name, shape }, index) => {
      const values = new Float32Array(shape.reduce((product, dim) => product * dim, 1))
      const deviation = standardDeviation(name, shape)
      const random = createRandom(seed, index)
      if (isUnit(name)) values.fill(1)
      if (deviation > 0)
        for (let i = 0; i < values.length; i++) values[i] = random.normal() * deviation
      return [name, values]
    }),
  )
}

function isUnit(name: string): boolean {
  return name.endsWith('.scale') || name.endsWith('.variance')
}

function standardDeviation(name: string, shape: readonly number[]): number {
  if (name.endsWith('.bias') || name.endsWith('.mean') || isUnit(name)) return 0
  if (name.startsWith('classifier.')) return CLASSIFIER_DEVIATION
  const [outputs, inputsPerGroup, height, width] = shape as [number, number, number, number]
  const fanOut = (inputsPerGroup === 1 ? 1 : outputs) * height * width
  return Math.sqrt(2 / fanOut)
}
