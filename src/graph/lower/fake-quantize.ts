import type { Builder } from '../builder.ts'
import { floatAttribute, type GraphNode, int, intAttribute, type Value } from '../graph.ts'
import type { Lowering } from './lowering.ts'

const LARGEST_WEIGHT = 127
const LARGEST_BIAS = 2 ** 30
/** The least scale of a channel against the largest of its layer. */
const FINEST = 2 ** -20
/** Of a layer whose weights are all 0. */
const LEAST_SCALE = 1e-30

/** Through uint8 and back, whatever the layout. */
export const roundToLevels: Lowering = (context, node) => {
  const [input] = node.inputs as [string]
  const [output] = node.outputs as [string]
  if (context.isBlocked(input)) {
    context.setBlocked(output, throughUint8(context.builder, context.blocked(input), node))
  } else {
    context.setPlain(output, throughUint8(context.builder, context.plain(input), node))
  }
  return true
}

function throughUint8(builder: Builder, x: Value, { attributes }: GraphNode): Value {
  const zeroPoint = Uint8Array.of(intAttribute(attributes, 'zero_point', 0))
  const levels = [
    builder.scalar(floatAttribute(attributes, 'scale', 1)),
    builder.initializer({ dtype: 'uint8', shape: [], data: zeroPoint }),
  ]
  return builder.node('DequantizeLinear', [
    builder.node('QuantizeLinear', [x, ...levels]),
    ...levels,
  ])
}

/** Through int8 and back, with scales taken from the weight as `quantizeParameters` takes them. */
export const roundWeight: Lowering = ({ builder, plain, setPlain }, node) => {
  const [weight, bias] = node.inputs.map(plain) as [Value, Value | undefined]
  const inputScale = floatAttribute(node.attributes, 'input_scale', 1)
  const scale = weightScales(builder, weight, bias, inputScale)
  const zeros = new Int8Array(weight.shape[0] as number)
  const zeroPoint = builder.initializer({ dtype: 'int8', shape: [zeros.length], data: zeros })
  const axis = { axis: int(0) }
  const rounded = builder.node('QuantizeLinear', [weight, scale, zeroPoint], axis)
  setPlain(node.outputs[0]!, builder.node('DequantizeLinear', [rounded, scale, zeroPoint], axis))
  return true
}

/** float32 [O]. */
function weightScales(
  builder: Builder,
  weight: Value,
  bias: Value | undefined,
  inputScale: number,
): Value {
  const channels = { dtype: 'float32', shape: [weight.shape[0]!] } as const
  const magnitude = (x: Value) => builder.node('Abs', [x], {}, { types: [x] })
  const times = (x: Value, factor: number) => builder.node('Mul', [x, builder.scalar(factor)])
  const largest = builder.node(
    'ReduceMax',
    [magnitude(weight), builder.ints([1, 2, 3])],
    { keepdims: int(0) },
    { types: [channels] },
  )
  const largestOfAll = builder.node(
    'ReduceMax',
    [largest, builder.ints([0])],
    { keepdims: int(1) },
    { types: [{ dtype: 'float32', shape: [1] }] },
  )
  const candidates = [
    times(largest, 1 / LARGEST_WEIGHT),
    times(largestOfAll, FINEST / LARGEST_WEIGHT),
    builder.scalar(LEAST_SCALE),
    ...(bias ? [times(magnitude(bias), 1 / (inputScale * LARGEST_BIAS))] : []),
  ]
  return builder.node('Max', candidates, {}, { types: [channels] })
}
