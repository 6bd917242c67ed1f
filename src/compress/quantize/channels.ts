import type { Tensor } from '../../graph/tensor.ts'

/** Folds the numbers of each channel of x [N, C, ...] into one number a channel. */
export function foldChannels(
  { shape, data }: Tensor,
  channels: Float64Array,
  fold: (folded: number, value: number) => number,
): void {
  const positions = shape.slice(2).reduce((product, length) => product * length, 1)
  const values = data as Float32Array
  for (let start = 0, plane = 0; start < values.length; start += positions, plane++) {
    const channel = plane % channels.length
    let folded = channels[channel]!
    for (let i = start; i < start + positions; i++) folded = fold(folded, values[i]!)
    channels[channel] = folded
  }
}
