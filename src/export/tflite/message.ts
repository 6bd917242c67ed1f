import { z } from 'zod'
import { decodeModel, invalidTflite } from './decode.ts'
import { SCHEMA_VERSION, TENSOR_TYPES } from './schema.ts'

// What the format leaves out has its default.
const index = z.int().nonnegative().default(0)
const indices = z.array(z.int().nonnegative()).default([])
const text = z.string().default('')
const named = z.array(z.object({ name: z.string(), tensor: index })).default([])

const tensorSchema = z.object({
  name: text,
  type: z.enum(TENSOR_TYPES).default(TENSOR_TYPES.float32),
  shape: z.array(z.int().positive()).default([]),
  buffer: index,
  quantization: z
    .object({
      scale: z.array(z.number().positive()).min(1),
      zeroPoint: z.array(z.int()),
      dimension: index,
    })
    .optional(),
})

const operatorSchema = z.object({
  codeIndex: index,
  inputs: indices,
  outputs: indices.pipe(z.array(z.int()).min(1)),
  options: z.record(z.string(), z.unknown()).default({}),
})

const modelSchema = z.object({
  version: z.literal(SCHEMA_VERSION),
  description: text,
  operatorCodes: z
    .array(z.object({ code: index, version: z.int().positive().default(1) }))
    .default([]),
  subgraphs: z.tuple([
    z.object({
      tensors: z.array(tensorSchema).min(1),
      inputs: indices,
      outputs: indices.pipe(z.array(z.int()).min(1)),
      operators: z.array(operatorSchema).default([]),
    }),
  ]),
  buffers: z.array(z.object({ data: z.instanceof(Uint8Array).optional() })).min(1),
  metadata: z.array(z.object({ name: text, buffer: index })).default([]),
  signatures: z.tuple([z.object({ key: text, inputs: named, outputs: named, subgraph: index })]),
})

export type ModelMessage = z.infer<typeof modelSchema>
export type TensorMessage = z.infer<typeof tensorSchema>

/** @throws DermaliteError `graph-invalid`: the bytes are no .tflite file, damaged, or of a kind that DermaLite does not write */
export function readMessage(file: Uint8Array): ModelMessage {
  const checked = modelSchema.safeParse(decodeModel(file))
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw invalidTflite(`${issue!.path.join('.')}: ${issue!.message}`)
}
