import type { Builder } from '../builder.ts'
import { int, type Value } from '../graph.ts'

/** x [N, C], weight [O, C], bias [O] -> [N, O]. */
export function linear(builder: Builder, x: Value, weight: Value, bias: Value): Value {
  return builder.node('Gemm', [x, weight, bias], { transB: int(1) })
}

/** Spatial mean: x [N, C, H, W] -> [N, C]. */
export function globalAveragePool(builder: Builder, x: Value): Value {
  const pooled = builder.node('GlobalAveragePool', [x])
  return builder.node('Reshape', [pooled, builder.ints([0, x.shape[1] as number])])
}
