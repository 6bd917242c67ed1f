import { z } from 'zod'
import { DermaliteError } from '../../errors.ts'
import { ModelProto } from './schema.ts'

// The format leaves out numbers that are 0 and texts that are empty.
const bytes = z.instanceof(Uint8Array)
const name = z.string().min(1)
const ints = z.array(z.int())
const floats = z.array(z.number())
const text = z.string().default('')

const attributeSchema = z.object({
  name,
  type: z.int().default(0),
  i: z.int().default(0),
  f: z.number().default(0),
  s: bytes.default(new Uint8Array()),
  ints,
  floats,
})

const nodeSchema = z.object({
  opType: name,
  domain: text,
  input: z.array(z.string()),
  output: z.array(name).min(1),
  attribute: z.array(attributeSchema),
})

const tensorSchema = z.object({
  name,
  dims: z.array(z.int().nonnegative()),
  dataType: z.int().default(0),
  rawData: bytes.optional(),
  floatData: floats,
  doubleData: floats,
  int32Data: ints,
  int64Data: ints,
})

const dimensionSchema = z.union([
  z.object({ dimValue: z.int().nonnegative() }).transform(({ dimValue }) => dimValue),
  z.object({ dimParam: name }).transform(({ dimParam }) => dimParam),
])

const valueSchema = z.object({
  name,
  type: z.object({
    tensorType: z.object({
      elemType: z.int().default(0),
      shape: z.object({ dim: z.array(dimensionSchema) }),
    }),
  }),
})

const modelSchema = z.object({
  opsetImport: z.array(z.object({ domain: text, version: z.int().default(0) })).min(1),
  metadataProps: z.array(z.object({ key: text, value: text })),
  graph: z.object({
    name: text,
    node: z.array(nodeSchema),
    initializer: z.array(tensorSchema),
    input: z.array(valueSchema),
    output: z.array(valueSchema).min(1),
  }),
})

export type AttributeMessage = z.infer<typeof attributeSchema>
export type NodeMessage = z.infer<typeof nodeSchema>
export type TensorMessage = z.infer<typeof tensorSchema>
export type ValueMessage = z.infer<typeof valueSchema>
export type ModelMessage = z.infer<typeof modelSchema>

/** @throws DermaliteError `graph-invalid`: the bytes are no protocol buffer of a model with a graph */
export function decodeModel(file: Uint8Array): ModelMessage {
  let object: unknown
  try {
    object = ModelProto.toObject(ModelProto.decode(file), { longs: Number, arrays: true })
  } catch (cause) {
    throw invalidModel(`the bytes cannot be decoded (${(cause as Error).message})`, cause)
  }
  const checked = modelSchema.safeParse(object)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw invalidModel(`${issue!.path.join('.')}: ${issue!.message}`)
}

export function invalidModel(fault: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'graph-invalid',
    `not a model that can be read: ${fault}`,
    'Read a model that DermaLite wrote, or export one with static shapes and standard operators.',
    { cause },
  )
}
