import type { Shape } from '../../graph/graph.ts'
import { elementCount, type Tensor } from '../../graph/tensor.ts'

/** New order of the axes of a tensor: axis i of the result is axis `order[i]` of what is given. */
export type AxisOrder = readonly number[]

export const NCHW_TO_NHWC: AxisOrder = [0, 2, 3, 1]
/** [O, I, kh, kw] -> [O, kh, kw, I]. */
export const DENSE_WEIGHT: AxisOrder = [0, 2, 3, 1]
/** [O, 1, kh, kw] -> [1, kh, kw, O]. */
export const DEPTHWISE_WEIGHT: AxisOrder = [1, 2, 3, 0]

/** The shape that a value of the graph has in a .tflite file: one image at a time, channels last. */
export function fileShape(shape: Shape): number[] {
  const single = shape.map((dim) => (typeof dim === 'number' ? dim : 1))
  return shape.length === 4 ? NCHW_TO_NHWC.map((axis) => single[axis]!) : single
}

/** A tensor with its axes in another order. */
export function transpose(tensor: Tensor, order: AxisOrder): Tensor {
  const { shape, data } = tensor
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)))
  const target = order.map((axis) => shape[axis]!)
  const steps = order.map((axis) => strides[axis]!)
  const moved = data.slice()
  const index = target.map(() => 0)
  let from = 0
  for (let to = 0; to < moved.length; to++) {
    moved[to] = data[from]!
    for (let axis = target.length - 1; axis >= 0; axis--) {
      from += steps[axis]!
      if (++index[axis]! < target[axis]!) break
      from -= steps[axis]! * target[axis]!
      index[axis] = 0
    }
  }
  return { ...tensor, shape: target, data: moved }
}

/** A constant that broadcasts against values of some rank, with as many axes and, of rank 4, channels last. */
export function broadcastConstant(tensor: Tensor, rank: number): Tensor {
  const shape = [...Array<number>(rank - tensor.shape.length).fill(1), ...tensor.shape]
  return rank === 4 ? transpose({ ...tensor, shape }, NCHW_TO_NHWC) : { ...tensor, shape }
}
