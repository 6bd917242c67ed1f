import { elementCount, float32Tensor } from '../../tensor.ts'
import type { Lowering } from '../lowering.ts'

/** Each pixel of a map gets the map's one number: [N, C, 1, 1] -> [N, C, H, W]. */
export const spreadMaps: Lowering = (context, node) => {
  const { builder } = context
  const [, , ...pixels] = context.old(node.outputs[0]!).shape as number[]
  const ones = new Float32Array(elementCount(pixels)).fill(1)
  const everywhere = builder.initializer(float32Tensor(ones, [1, 1, ...pixels]))
  const spread = builder.node('Mul', [context.plain(node.inputs[0]!), everywhere])
  context.setPlain(node.outputs[0]!, spread)
  return true
}
