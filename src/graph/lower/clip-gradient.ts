import type { Builder } from '../builder.ts'
import { int, type Value } from '../graph.ts'
import { DATA_TYPES } from '../onnx/schema.ts'

/**
 * dY where low < y < high, 0 elsewhere; layout does not matter as long as both operands share it. Multiplying by the mask
 * takes two thirds of the time of `Where` in ONNX Runtime.
 */
export function clipGradientOf(
  builder: Builder,
  dy: Value,
  y: Value,
  low: Value,
  high: Value,
): Value {
  const above = builder.node('Greater', [y, low])
  const below = builder.node('Less', [y, high])
  const inside = builder.node('And', [above, below])
  return builder.node('Mul', [dy, builder.node('Cast', [inside], { to: int(DATA_TYPES.float32) })])
}
