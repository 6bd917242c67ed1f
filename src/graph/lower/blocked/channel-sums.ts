import type { Builder } from '../../builder.ts'
import { int, ints, type Value } from '../../graph.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import { NCHWC } from '../context.ts'

/** Blocked [N, C, H, W] -> [C], the sum over images and pixels; the blocked global average pool reads each map once. */
export function channelSum(builder: Builder, x: Value): Value {
  const [batch, channels, height, width] = x.shape as [number, number, number, number]
  const types = [{ dtype: x.dtype, shape: [batch, channels, 1, 1] }]
  const mean = builder.node('GlobalAveragePool', [x], {}, { ...NCHWC, types })
  const perChannel = sumOfImages(builder, mean, batch, channels)
  return builder.node('Mul', [perChannel, builder.scalar(height * width)])
}

/** Two blocked [N, C, H, W] -> [C], the sum over images and pixels of their product. */
export function channelDot(builder: Builder, x: Value, y: Value): Value {
  const [batch, channels] = x.shape as [number, number]
  return sumOfImages(builder, mapDot(builder, x, y), batch, channels)
}

/**
 * Two blocked [N, C, H, W] -> [1, N C, 1, 1], the sum over pixels of their product, in the order of plain maps. A blocked
 * value is, byte for byte, a depthwise filter of one map an image and channel, so that one unpadded convolution multiplies
 * and sums in one pass.
 */
export function mapDot(builder: Builder, x: Value, y: Value): Value {
  const [batch, channels, height, width] = x.shape as [number, number, number, number]
  const maps = batch * channels
  return builder.node(
    'Conv',
    [reshape(builder, x, [1, maps, height, width]), reshape(builder, y, [maps, 1, height, width])],
    { group: int(maps), kernel_shape: ints([height, width]) },
    { ...NCHWC, types: [{ dtype: x.dtype, shape: [1, maps, 1, 1] }] },
  )
}

/** One number a map stands in the same order blocked and plain. */
function sumOfImages(builder: Builder, maps: Value, batch: number, channels: number): Value {
  return reduceSum(builder, reshape(builder, maps, [batch, channels]), [0], false)
}
