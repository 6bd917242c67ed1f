/** What a layer of a network gives for one picture; both arrays [channels, height, width] row-major. */
export type LayerGradient = {
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly activation: Float32Array
  /** Of the logit of the class to explain, by each activation. */
  readonly gradient: Float32Array
}

export type MethodContext = {
  readonly layer: LayerGradient
  /** The picture as the network takes it, [3, S, S]. */
  readonly image: Float32Array
  /** Side of the picture, S. */
  readonly size: number
  /**
   * The probability of the class to explain for other pictures.
   *
   * @param images [n, 3, S, S]
   */
  readonly score: (images: Float32Array, n: number) => Promise<Float32Array>
}

/** Where a layer saw what speaks for the class: [height, width], of any scale; only what is positive counts. */
export type Method = (context: MethodContext) => Float64Array | Promise<Float64Array>

/** The sum of the channels, each times a weight: [height, width]. */
export function weightedSum(
  { channels, height, width, activation }: LayerGradient,
  weights: ArrayLike<number>,
): Float64Array {
  const positions = height * width
  const sum = new Float64Array(positions)
  for (let channel = 0; channel < channels; channel++) {
    const start = channel * positions
    const weight = weights[channel]!
    for (let i = 0; i < positions; i++) sum[i]! += weight * activation[start + i]!
  }
  return sum
}
