import type { Tensor } from '../../graph/tensor.ts'

/** A tensor with one scale for each index of its first axis, zero point 0. */
export type QuantizedTensor = {
  /** int8 or int32. */
  readonly values: Tensor
  /** float32 [O], positive. */
  readonly scales: Tensor
}

export type QuantizedParameters = {
  readonly weight: QuantizedTensor
  readonly bias: QuantizedTensor | undefined
}

/** Symmetric: -128 stays unused, so that w and -w are alike. */
const LARGEST_WEIGHT = 127
/** Leaves a bit of int32 to the sum of the products. */
const LARGEST_BIAS = 2 ** 30
/** The least scale of a channel against the largest of its layer: finer ones underflow in the product of scales. */
const FINEST = 2 ** -20

/**
 * The weight of a convolution as int8 with a symmetric scale for each output channel, its bias as int32 with the scale
 * inputScale * weightScale of the products that it is added to (Krishnamoorthi, Quantizing Deep Convolutional Networks, 2018).
 *
 * @param weight float32 [O, C / group, kh, kw]
 * @param bias float32 [O]
 * @param inputScale of the convolution's input
 */
export function quantizeParameters(
  weight: Tensor,
  bias: Tensor | undefined,
  inputScale: number,
): QuantizedParameters {
  const scales = weightScales(weight, bias, inputScale)
  const biasScales = scales.map((scale) => inputScale * scale)
  return {
    weight: {
      values: { dtype: 'int8', shape: weight.shape, data: Int8Array.from(levels(weight, scales)) },
      scales: vector(scales),
    },
    bias: bias && {
      values: {
        dtype: 'int32',
        shape: bias.shape,
        data: Int32Array.from(levels(bias, biasScales)),
      },
      scales: vector(biasScales),
    },
  }
}

/** float32 numbers of a quantized tensor. */
export function dequantize({ values, scales }: QuantizedTensor): Float32Array {
  const perChannel = values.data.length / scales.data.length
  return Float32Array.from(
    { length: values.data.length },
    (_, i) => Number(values.data[i]) * Number(scales.data[Math.floor(i / perChannel)]),
  )
}

/** A channel's largest weight gets the largest level, unless the bias then left int32. */
function weightScales(weight: Tensor, bias: Tensor | undefined, inputScale: number): Float32Array {
  const largest = channelMaxima(weight)
  const floor = (Math.max(...largest) / LARGEST_WEIGHT) * FINEST
  return largest.map((value, channel) => {
    const forBias = Math.abs(Number(bias?.data[channel] ?? 0)) / (inputScale * LARGEST_BIAS)
    return Math.max(value / LARGEST_WEIGHT, forBias, floor) || 1
  })
}

/** The largest magnitude for each index of the first axis. */
export function channelMaxima({ shape, data }: Tensor): Float32Array {
  const maxima = new Float32Array(shape[0]!)
  const perChannel = data.length / maxima.length
  for (let i = 0; i < data.length; i++) {
    const channel = Math.floor(i / perChannel)
    maxima[channel] = Math.max(maxima[channel]!, Math.abs(Number(data[i])))
  }
  return maxima
}

function levels({ data }: Tensor, scales: Float32Array): Float64Array {
  const perChannel = data.length / scales.length
  return Float64Array.from({ length: data.length }, (_, i) =>
    Math.round(Number(data[i]) / scales[Math.floor(i / perChannel)]!),
  )
}

function vector(scales: Float32Array): Tensor {
  return { dtype: 'float32', shape: [scales.length], data: scales }
}
