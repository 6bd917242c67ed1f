import type { Builder } from '../builder.ts'
import type { Value } from '../graph.ts'

/** min(max(x, 0), 6) (Krizhevsky, 2010). */
export function relu6(builder: Builder, x: Value): Value {
  return builder.node('Clip', [x, builder.scalar(0), builder.scalar(6)])
}

/** x * ReLU6(x + 3) / 6 (Howard et al., MobileNetV3, 2019). */
export function hardSwish(builder: Builder, x: Value): Value {
  return builder.node('HardSwish', [x])
}

/** x * sigmoid(x), also called SiLU (Ramachandran et al., 2017). */
export function swish(builder: Builder, x: Value): Value {
  return builder.node('Mul', [x, builder.node('Sigmoid', [x])])
}
