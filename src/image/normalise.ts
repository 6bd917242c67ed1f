import type { InputSpec, RgbImage } from './types.ts'

/** Normalisation as one multiplication and one addition: `(value / 255 - mean) / std = value * gain + bias`. */
export function normalisation({ mean, std }: InputSpec) {
  return {
    gain: [1 / (255 * std[0]), 1 / (255 * std[1]), 1 / (255 * std[2])],
    bias: [-mean[0] / std[0], -mean[1] / std[1], -mean[2] / std[2]],
  } as const
}

/**
 * Interleaved RGB, 0 to 255, to channels first, `(value / 255 - mean) / std`.
 *
 * @param pixels [S, S, 3]
 * @param out [3, S, S]
 */
export function normalise(pixels: Float32Array, spec: InputSpec, out: Float32Array): Float32Array {
  const { gain, bias } = normalisation(spec)
  const count = spec.size * spec.size
  const [redGain, greenGain, blueGain] = gain
  const [redBias, greenBias, blueBias] = bias
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3) {
    out[pixel] = pixels[at]! * redGain + redBias
    out[count + pixel] = pixels[at + 1]! * greenGain + greenBias
    out[2 * count + pixel] = pixels[at + 2]! * blueGain + blueBias
  }
  return out
}

/**
 * The picture that a network's input shows, rounded to 8 bits.
 *
 * @param input [3, S, S], normalised
 */
export function denormalise(input: Float32Array, spec: InputSpec): RgbImage {
  const { size, mean, std } = spec
  const count = size * size
  const data = new Uint8ClampedArray(count * 3)
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < count; pixel++) {
      const value = input[channel * count + pixel]! * std[channel]! + mean[channel]!
      data[pixel * 3 + channel] = value * 255
    }
  }
  return { width: size, height: size, data }
}
