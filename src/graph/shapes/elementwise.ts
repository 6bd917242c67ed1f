import { type Dim, intAttribute, type Shape } from '../graph.ts'
import { DATA_TYPES } from '../onnx/schema.ts'
import type { DataType } from '../tensor.ts'
import {
  invalidShape,
  required,
  type ShapeContext,
  type ShapeRule,
  type ValueType,
} from './rule.ts'

/** NumPy broadcasting of two shapes; undefined where they do not fit. */
export function broadcastShapes(left: Shape, right: Shape): Dim[] | undefined {
  const rank = Math.max(left.length, right.length)
  const result: Dim[] = []
  for (let axis = 0; axis < rank; axis++) {
    const a = left[axis - rank + left.length] ?? 1
    const b = right[axis - rank + right.length] ?? 1
    if (a !== b && a !== 1 && b !== 1) return undefined
    result.push(a === 1 ? b : a)
  }
  return result
}

function broadcastInputs(context: ShapeContext, count: number): Dim[] {
  if (context.inputs.length !== count) throw invalidShape(context, `needs ${count} inputs`)
  let shape: Dim[] = []
  for (let index = 0; index < count; index++) {
    const broadcast = broadcastShapes(shape, required(context, index).shape)
    if (broadcast === undefined) throw invalidShape(context, 'the shapes do not broadcast')
    shape = broadcast
  }
  return shape
}

/** The data type that the inputs from an index on share. */
function commonType(context: ShapeContext, from = 0): DataType {
  const { dtype } = required(context, from)
  const types = context.inputs.slice(from).map((value) => value!.dtype)
  if (types.every((type) => type === dtype)) return dtype
  throw invalidShape(context, `the data types ${types.join(' and ')} differ`)
}

/** Same type and shape as the first input. */
export const unary: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  return [{ dtype, shape }]
}

/** x and optional scalar bounds -> x's type. */
export const clip: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  for (const bound of context.inputs.slice(1)) {
    if (bound === undefined) continue
    if (bound.shape.length > 0 || bound.dtype !== dtype) {
      throw invalidShape(context, `the bounds must be scalars of ${dtype}`)
    }
  }
  return [{ dtype, shape }]
}

/** Broadcast of two inputs of one data type. */
export const broadcast: ShapeRule = (context) => {
  const shape = broadcastInputs(context, 2)
  return [{ dtype: commonType(context), shape }]
}

/** Broadcast of two inputs of one data type, compared or combined into truth values. */
export const broadcastToBool: ShapeRule = (context) => {
  const [{ shape }] = broadcast(context) as [ValueType]
  return [{ dtype: 'bool', shape }]
}

/** condition, then the values where it holds and where it does not, all broadcast. */
export const where: ShapeRule = (context) => {
  const shape = broadcastInputs(context, 3)
  if (required(context, 0).dtype !== 'bool') throw invalidShape(context, 'needs a condition')
  return [{ dtype: commonType(context, 1), shape }]
}

export const cast: ShapeRule = (context) => {
  const to = intAttribute(context.attributes, 'to', DATA_TYPES.float32)
  const [dtype] = Object.entries(DATA_TYPES).find(([, code]) => code === to) ?? []
  if (dtype === undefined) throw invalidShape(context, `unknown element type ${to}`)
  return [{ dtype: dtype as DataType, shape: required(context, 0).shape }]
}
