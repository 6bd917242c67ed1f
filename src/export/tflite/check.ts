import { elementCount } from '../../graph/tensor.ts'
import { invalidTflite } from './decode.ts'
import { type ModelMessage, readMessage, type TensorMessage } from './message.ts'
import { BYTES_PER_ELEMENT, TENSOR_TYPES, type TensorType } from './schema.ts'

const BYTES_BY_CODE = new Map(
  Object.entries(TENSOR_TYPES).map(([type, code]) => [code, BYTES_PER_ELEMENT[type as TensorType]]),
)

/**
 * Reads a .tflite file back and verifies that a runtime may trust it: every offset, length and alignment; every index of a
 * tensor, buffer or operator; that constants fill their shapes and quantizations fit them; that each operator reads only
 * what was made before it.
 *
 * @returns the content of the file
 * @throws DermaliteError `graph-invalid`: the file is no .tflite file, damaged, or of a kind that DermaLite does not write
 */
export function checkTflite(file: Uint8Array): ModelMessage {
  const model = readMessage(file)
  if (model.buffers[0]!.data?.length) throw invalidTflite('its first buffer is not empty')
  checkIndices(model)
  const [{ tensors }] = model.subgraphs
  for (const tensor of tensors) checkTensor(tensor, model.buffers[tensor.buffer]!.data)
  checkOrder(model)
  return model
}

function checkIndices({ buffers, metadata, operatorCodes, signatures, subgraphs }: ModelMessage) {
  const [{ tensors, inputs, outputs, operators }] = subgraphs
  const [signature] = signatures
  const requireBelow = (what: string, count: number, indices: readonly number[]) => {
    const outside = indices.find((index) => index >= count)
    if (outside !== undefined) throw invalidTflite(`there is no ${what} ${outside}`)
  }
  const ofSignature = [...signature.inputs, ...signature.outputs].map(({ tensor }) => tensor)
  const ofOperators = operators.flatMap((operator) => [...operator.inputs, ...operator.outputs])
  const bufferIndices = [...tensors, ...metadata].map(({ buffer }) => buffer)
  const codeIndices = operators.map(({ codeIndex }) => codeIndex)
  requireBelow('tensor', tensors.length, [...inputs, ...outputs, ...ofOperators, ...ofSignature])
  requireBelow('buffer', buffers.length, bufferIndices)
  requireBelow('operator code', operatorCodes.length, codeIndices)
  requireBelow('subgraph', subgraphs.length, [signature.subgraph])
}

function checkTensor({ name, type, shape, quantization }: TensorMessage, data?: Uint8Array): void {
  const bytes = elementCount(shape) * BYTES_BY_CODE.get(type)!
  if (data && data.length !== bytes) {
    throw invalidTflite(`the tensor "${name}" takes ${bytes} bytes and has ${data.length}`)
  }
  if (!quantization) {
    if (type !== TENSOR_TYPES.int8) return
    throw invalidTflite(`the int8 tensor "${name}" has no scale`)
  }
  const { scale, zeroPoint, dimension } = quantization
  const fits = scale.length === 1 || scale.length === shape[dimension]
  if (!fits || zeroPoint.length !== scale.length) {
    throw invalidTflite(`the tensor "${name}" has ${scale.length} scales for its shape [${shape}]`)
  }
}

function checkOrder({ subgraphs: [{ tensors, inputs, outputs, operators }] }: ModelMessage): void {
  const made = new Set(inputs)
  tensors.forEach(({ buffer }, index) => {
    if (buffer !== 0) made.add(index)
  })
  const requireMade = (index: number) => {
    if (!made.has(index)) throw invalidTflite(`the tensor ${index} is read before it is made`)
  }
  for (const operator of operators) {
    operator.inputs.forEach(requireMade)
    for (const index of operator.outputs) {
      if (made.has(index)) throw invalidTflite(`the tensor ${index} is made twice`)
      made.add(index)
    }
  }
  outputs.forEach(requireMade)
}
