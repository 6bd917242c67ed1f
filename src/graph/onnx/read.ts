import { type Builder, createBuilder } from '../builder.ts'
import { type Domain, type Graph, ONNX_OPSET, operatorKey, type Value } from '../graph.ts'
import { SHAPE_RULES } from '../shapes/registry.ts'
import { readAttributes } from './attributes.ts'
import {
  decodeModel,
  invalidModel,
  type ModelMessage,
  type NodeMessage,
  type ValueMessage,
} from './message.ts'
import { readDataType, readTensor } from './tensor.ts'

export type OnnxModel = {
  readonly graph: Graph
  /** The model's `metadata_props`. */
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * The bytes of a .onnx file as a graph, with the type of every value inferred from those of the inputs.
 *
 * @throws DermaliteError `graph-invalid`: no ONNX model, another operator set, or an operator, an attribute, a data type
 * or a shape that DermaLite does not know; the message names it
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const { opsetImport, metadataProps, graph } = decodeModel(bytes)
  const domains = readDomains(opsetImport)
  const builder = createBuilder()
  for (const input of graph.input) builder.input(input.name, dataTypeOf(input), shapeOf(input))
  for (const tensor of graph.initializer) builder.initializer(readTensor(tensor), tensor.name)
  for (const node of graph.node) readNode(builder, node, domains)
  for (const output of graph.output) builder.output(readOutput(builder, output))
  return {
    graph: builder.finish(graph.name),
    metadata: Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])),
  }
}

/** The operator domains that a model uses; only one version of the standard operators is known. */
function readDomains(imports: ModelMessage['opsetImport']): ReadonlySet<string> {
  const standard = imports.find(({ domain }) => domain === '')
  if (standard?.version !== ONNX_OPSET) {
    throw invalidModel(
      `it uses operator set ${standard?.version ?? 'none'}, which should be ${ONNX_OPSET}`,
    )
  }
  return new Set(imports.map(({ domain }) => domain))
}

function readNode(builder: Builder, node: NodeMessage, domains: ReadonlySet<string>): void {
  const { opType: op, output: outputs } = node
  const domain = node.domain as Domain
  const operator = operatorKey({ op, domain })
  if (!Object.hasOwn(SHAPE_RULES, operator) || !domains.has(domain)) {
    throw invalidModel(`the operator ${operator} of "${outputs[0]}" is not known`)
  }
  const inputs = node.input.map((name) => (name === '' ? undefined : find(builder, name)))
  const made = builder.nodeOutputs(op, inputs, readAttributes(node), { domain, outputs })
  if (made.length !== outputs.length) {
    throw invalidModel(`${operator} "${outputs[0]}" has ${outputs.length} outputs`)
  }
}

function readOutput(builder: Builder, output: ValueMessage): Value {
  const value = find(builder, output.name)
  const shape = shapeOf(output)
  const fits =
    value.shape.length === shape.length &&
    value.shape.every((dim, axis) => typeof shape[axis] === 'string' || dim === shape[axis])
  if (fits && value.dtype === dataTypeOf(output)) return value
  throw invalidModel(
    `the output "${value.name}" is ${value.dtype} [${value.shape}], not [${shape}] as it says`,
  )
}

function find(builder: Builder, name: string): Value {
  const value = builder.values().get(name)
  if (value !== undefined) return value
  throw invalidModel(`"${name}" is read before anything makes it`)
}

function dataTypeOf({ name, type }: ValueMessage) {
  return readDataType(type.tensorType.elemType, name)
}

function shapeOf({ type }: ValueMessage) {
  return type.tensorType.shape.dim
}
