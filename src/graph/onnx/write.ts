import {
  type Attribute,
  type Graph,
  type GraphNode,
  ONNX_IR_VERSION,
  ONNX_OPSET,
  type Value,
} from '../graph.ts'
import { ATTRIBUTE_TYPES, DATA_TYPES, ModelProto } from './schema.ts'
import { tensorProto } from './tensor.ts'

/**
 * The graph as the bytes of a .onnx file; equal graphs give equal bytes.
 *
 * @param metadata key-value pairs kept in the model's `metadata_props`
 */
export function writeOnnx(
  graph: Graph,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const domains = new Set(graph.nodes.map((node) => node.domain))
  domains.delete('')
  const message = ModelProto.fromObject({
    irVersion: ONNX_IR_VERSION,
    producerName: 'dermalite',
    opsetImport: [
      { domain: '', version: ONNX_OPSET },
      ...[...domains].sort().map((domain) => ({ domain, version: 1 })),
    ],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: graph.name,
      node: graph.nodes.map(nodeProto),
      initializer: [...graph.initializers].map(([name, tensor]) => tensorProto(name, tensor)),
      input: graph.inputs.map(valueProto),
      output: graph.outputs.map(valueProto),
    },
  })
  return ModelProto.encode(message).finish()
}

function nodeProto(node: GraphNode) {
  return {
    input: node.inputs,
    output: node.outputs,
    name: node.outputs[0],
    opType: node.op,
    domain: node.domain,
    attribute: Object.entries(node.attributes).map(([name, attribute]) => ({
      name,
      type: ATTRIBUTE_TYPES[attribute.type],
      ...attributeFields(attribute),
    })),
  }
}

function attributeFields(attribute: Attribute) {
  switch (attribute.type) {
    case 'int':
      return { i: attribute.value }
    case 'ints':
      return { ints: attribute.value }
    case 'float':
      return { f: attribute.value }
    case 'floats':
      return { floats: attribute.value }
    case 'string':
      return { s: new TextEncoder().encode(attribute.value) }
  }
}

function valueProto({ name, dtype, shape }: Value) {
  return {
    name,
    type: {
      tensorType: {
        elemType: DATA_TYPES[dtype],
        shape: {
          dim: shape.map((dim) =>
            typeof dim === 'number' ? { dimValue: dim } : { dimParam: dim },
          ),
        },
      },
    },
  }
}
