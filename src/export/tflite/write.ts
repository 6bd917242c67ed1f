import type { Graph } from '../../graph/graph.ts'
import { encodeModel, type FlatRecord } from './encode.ts'
import { lowerToTflite } from './lower.ts'
import type { NamedTensor, TfliteModel, TfliteOperator, TfliteTensor } from './model.ts'
import { OPERATORS, type OperatorSchema } from './operators.ts'
import { OPTION_TYPES, SCHEMA_VERSION, TENSOR_TYPES } from './schema.ts'

/** The signature that LiteRT runs when none is named. */
const SIGNATURE = 'serving_default'

/**
 * The graph as the bytes of a .tflite file for LiteRT; equal graphs give equal bytes.
 *
 * The file takes one image at a time. Values of rank 4 have their channels last: what is [N, C, H, W] in the graph is
 * [1, H, W, C] in the file, its inputs and outputs too; values of rank 2 keep their order. BatchNormalization has to be
 * folded beforehand.
 *
 * @param metadata kept as the file's metadata, one entry a key
 * @throws DermaliteError `graph-invalid`: an operator, or a use of one, that TensorFlow Lite has no counterpart for
 */
export function writeTflite(
  graph: Graph,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  return encodeModel(modelRecord(lowerToTflite(graph), metadata))
}

function modelRecord(model: TfliteModel, metadata: Readonly<Record<string, string>>): FlatRecord {
  const buffers = createBuffers()
  const codes = operatorCodes(model.operators)
  const tensors = model.tensors.map((tensor) => tensorRecord(tensor, buffers.add(tensor.data)))
  const entries = Object.entries(metadata).map(([name, text]) => ({
    name,
    buffer: buffers.add(new TextEncoder().encode(text)),
  }))
  return {
    version: SCHEMA_VERSION,
    description: model.name,
    operatorCodes: codes.records,
    subgraphs: [
      {
        name: 'main',
        tensors,
        inputs: model.inputs.map(({ tensor }) => tensor),
        outputs: model.outputs.map(({ tensor }) => tensor),
        operators: model.operators.map((each) => operatorRecord(each, codes.indexOf(each))),
      },
    ],
    buffers: buffers.records,
    metadata: entries,
    signatures: [
      {
        key: SIGNATURE,
        subgraph: 0,
        inputs: model.inputs.map(tensorMap),
        outputs: model.outputs.map(tensorMap),
      },
    ],
  }
}

/** The file's buffers; the first one is empty and stands for no data. */
function createBuffers() {
  const records: FlatRecord[] = [{}]
  return {
    records,
    add: (data: Uint8Array | undefined) => (data ? records.push({ data }) - 1 : 0),
  }
}

function operatorCodes(operators: readonly TfliteOperator[]) {
  const keyOf = ({ operator, version }: TfliteOperator) => `${operator} ${version}`
  const distinct = [...new Map(operators.map((each) => [keyOf(each), each])).values()]
  const keys = distinct.map(keyOf)
  return {
    records: distinct.map(({ operator, version }) => {
      const { code } = OPERATORS[operator]
      return { deprecatedCode: code, version, code }
    }),
    indexOf: (operator: TfliteOperator) => keys.indexOf(keyOf(operator)),
  }
}

function tensorRecord({ name, type, shape, quantization }: TfliteTensor, buffer: number) {
  return {
    name,
    type: TENSOR_TYPES[type],
    shape,
    buffer,
    hasRank: true,
    ...(quantization && {
      quantization: {
        scale: quantization.scale,
        zeroPoint: quantization.zeroPoint,
        dimension: quantization.axis,
      },
    }),
  }
}

function operatorRecord(
  { operator, inputs, outputs, options }: TfliteOperator,
  codeIndex: number,
): FlatRecord {
  const { options: table }: OperatorSchema = OPERATORS[operator]
  return {
    codeIndex,
    inputs,
    outputs,
    ...(table && { optionsType: OPTION_TYPES[table], options }),
  }
}

const tensorMap = ({ name, tensor }: NamedTensor): FlatRecord => ({ name, tensor })
