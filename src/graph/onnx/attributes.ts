import { type Attribute, type Attributes, operatorKey } from '../graph.ts'
import { type AttributeMessage, invalidModel, type NodeMessage } from './message.ts'
import { ATTRIBUTE_TYPES } from './schema.ts'

type AttributeTypes = Readonly<Record<string, Attribute['type']>>

const axis: AttributeTypes = { axis: 'int' }
const reduction: AttributeTypes = { keepdims: 'int' }
const convolution: AttributeTypes = {
  dilations: 'ints',
  group: 'int',
  kernel_shape: 'ints',
  pads: 'ints',
  strides: 'ints',
}

/** What the shape rules and gradient rules heed of each operator; a model that says more would be misread. */
const OPERATOR_ATTRIBUTES: Readonly<Record<string, AttributeTypes>> = {
  BatchNormalization: { epsilon: 'float', momentum: 'float', training_mode: 'int' },
  Cast: { to: 'int' },
  Conv: convolution,
  ConvTranspose: { ...convolution, output_padding: 'ints' },
  DequantizeLinear: axis,
  Gemm: { alpha: 'float', beta: 'float', transA: 'int', transB: 'int' },
  HardSigmoid: { alpha: 'float', beta: 'float' },
  LogSoftmax: axis,
  Pad: { mode: 'string' },
  QuantizeLinear: axis,
  ReduceMean: reduction,
  ReduceSum: reduction,
  Softmax: axis,
  Transpose: { perm: 'ints' },
  'com.microsoft::FusedMatMul': { alpha: 'float', transA: 'int', transB: 'int' },
}

/** @throws DermaliteError `graph-invalid`: an attribute that the operator is not known to have, or of another type */
export function readAttributes(node: NodeMessage): Attributes {
  const operator = operatorKey({ op: node.opType, domain: node.domain })
  const known = new Map(Object.entries(OPERATOR_ATTRIBUTES[operator] ?? {}))
  return Object.fromEntries(
    node.attribute.map((attribute) => {
      const type = known.get(attribute.name)
      if (type === undefined || ATTRIBUTE_TYPES[type] !== attribute.type) {
        throw invalidModel(
          `${operator} "${node.output[0]}" has the attribute ${attribute.name} of type ${attribute.type}, which is not known`,
        )
      }
      return [attribute.name, readAttribute(type, attribute)]
    }),
  )
}

function readAttribute(type: Attribute['type'], message: AttributeMessage): Attribute {
  switch (type) {
    case 'int':
      return { type, value: message.i }
    case 'ints':
      return { type, value: message.ints }
    case 'float':
      return { type, value: message.f }
    case 'floats':
      return { type, value: message.floats }
    case 'string':
      return { type, value: new TextDecoder().decode(message.s) }
  }
}
