import { type Dim, intAttribute, type Shape } from '../graph.ts'
import { DATA_TYPES } from '../onnx/schema.ts'
import type { DataType } from '../tensor.ts'
import { invalidShape, required, type ShapeContext, type ShapeRule } from './rule.ts'

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

function broadcastInputs(context: ShapeContext): Dim[] {
  let shape: Dim[] = []
  for (let index = 0; index < context.inputs.length; index++) {
    const broadcast = broadcastShapes(shape, required(context, index).shape)
    if (broadcast === undefined) throw invalidShape(context, 'the shapes do not broadcast')
    shape = broadcast
  }
  return shape
}

/** Same type and shape as the first input. */
export const unary: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  return [{ dtype, shape }]
}

/** Broadcast of all inputs, with the data type of the input at `typeFrom`. */
export const broadcast =
  (typeFrom = 0): ShapeRule =>
  (context) => [{ dtype: required(context, typeFrom).dtype, shape: broadcastInputs(context) }]

/** Broadcast of all inputs into a fixed data type (comparisons give bool). */
export const broadcastTo =
  (dtype: DataType): ShapeRule =>
  (context) => [{ dtype, shape: broadcastInputs(context) }]

export const cast: ShapeRule = (context) => {
  const to = intAttribute(context.attributes, 'to', DATA_TYPES.float32)
  const [dtype] = Object.entries(DATA_TYPES).find(([, code]) => code === to) ?? []
  if (dtype === undefined) throw invalidShape(context, `unknown element type ${to}`)
  return [{ dtype: dtype as DataType, shape: required(context, 0).shape }]
}
