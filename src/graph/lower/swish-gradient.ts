import type { Builder } from '../builder.ts'
import type { Value } from '../graph.ts'

/**
 * dY (y + s (1 - y)) for y = x s and s = sigmoid(x), which is dY (s + y (1 - s)); layout does not matter as long as all
 * share it.
 */
export function swishGradientOf(builder: Builder, dy: Value, gate: Value, y: Value): Value {
  const complement = builder.node('Sub', [builder.scalar(1), y])
  const slope = builder.node('Add', [y, builder.node('Mul', [gate, complement])])
  return builder.node('Mul', [dy, slope])
}
