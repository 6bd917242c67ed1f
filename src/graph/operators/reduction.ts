import type { Builder } from '../builder.ts'
import { int, type Value } from '../graph.ts'

export function reduceSum(builder: Builder, x: Value, axes: readonly number[], keep = true): Value {
  return builder.node('ReduceSum', [x, builder.ints(axes)], { keepdims: int(keep ? 1 : 0) })
}

export function reduceMean(
  builder: Builder,
  x: Value,
  axes: readonly number[],
  keep = true,
): Value {
  return builder.node('ReduceMean', [x, builder.ints(axes)], { keepdims: int(keep ? 1 : 0) })
}

export function reshape(builder: Builder, x: Value, shape: readonly number[]): Value {
  return builder.node('Reshape', [x, builder.ints(shape)])
}
