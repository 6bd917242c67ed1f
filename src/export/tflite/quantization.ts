import { type Graph, type GraphNode, intAttribute } from '../../graph/graph.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { invalidExport } from './invalid.ts'
import type { TfliteQuantization } from './model.ts'

/** The file's activations are int8 where the graph's are uint8: both levels and zero point move down by this. */
const UINT8_SHIFT = 128

/** The quantization by which a QuantizeLinear or DequantizeLinear node relates int8 or int32 levels to numbers. */
export function quantizationOf(graph: Graph, node: GraphNode): TfliteQuantization {
  const [x, scaleName, zeroPointName] = node.inputs as [string, string, string?]
  const scale = graph.initializers.get(scaleName)
  const zeroPoint = zeroPointName ? graph.initializers.get(zeroPointName) : undefined
  if (!scale || (zeroPointName && !zeroPoint)) {
    throw invalidExport(`the scale and zero point of "${node.outputs[0]}" are not constant`)
  }
  const levels = node.op === 'QuantizeLinear' ? node.outputs[0]! : x
  const shift = graph.values.get(levels)!.dtype === 'uint8' ? UINT8_SHIFT : 0
  const scales = Array.from(scale.data, Number)
  return {
    scale: scales,
    zeroPoint: scales.map((_, i) => Number(zeroPoint?.data[i] ?? 0) - shift),
    axis: scale.shape.length === 0 ? 0 : intAttribute(node.attributes, 'axis', 1),
  }
}

/** float32 numbers of constant levels. */
export function dequantized({ shape, data }: Tensor, quantization: TfliteQuantization): Tensor {
  const { scale, zeroPoint, axis } = quantization
  const run = shape.slice(axis + 1).reduce((product, dim) => product * dim, 1)
  return {
    dtype: 'float32',
    shape,
    data: Float32Array.from({ length: data.length }, (_, i) => {
      const index = Math.floor(i / run) % scale.length
      return (Number(data[i]) - zeroPoint[index]!) * scale[index]!
    }),
  }
}
