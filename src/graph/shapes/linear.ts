import type { Dim } from '../graph.ts'
import { intAttribute } from '../graph.ts'
import { broadcastShapes } from './elementwise.ts'
import { invalidShape, required, type ShapeRule } from './rule.ts'

/** a [M, K] (or [K, M] with transA), b [K, N] (or [N, K] with transB), c that broadcasts to [M, N] -> [M, N]. */
export const gemm: ShapeRule = (context) => {
  const a = required(context, 0)
  const b = required(context, 1)
  if (a.shape.length !== 2 || b.shape.length !== 2) throw invalidShape(context, 'needs rank 2')
  const [rows, inner] = intAttribute(context.attributes, 'transA', 0) ? flip(a.shape) : a.shape
  const [other, columns] = intAttribute(context.attributes, 'transB', 0) ? flip(b.shape) : b.shape
  if (inner !== other) throw invalidShape(context, 'the inner dimensions differ')
  const shape = [rows!, columns!]
  const bias = context.inputs[2]
  if (bias !== undefined && broadcastShapes(shape, bias.shape)?.join() !== shape.join()) {
    throw invalidShape(context, `the bias does not broadcast to [${shape}]`)
  }
  return [{ dtype: a.dtype, shape }]
}

/** Batched matrix product with NumPy broadcasting; FusedMatMul may transpose the last two axes of either side. */
export const matMul: ShapeRule = (context) => {
  const a = required(context, 0)
  const b = required(context, 1)
  if (a.shape.length < 2 || b.shape.length < 2) throw invalidShape(context, 'needs rank 2 or more')
  const left = a.shape.slice(-2)
  const right = b.shape.slice(-2)
  const [rows, inner] = intAttribute(context.attributes, 'transA', 0) ? flip(left) : left
  const [other, columns] = intAttribute(context.attributes, 'transB', 0) ? flip(right) : right
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2))
  if (inner !== other || batch === undefined) throw invalidShape(context, 'the dimensions differ')
  return [{ dtype: a.dtype, shape: [...batch, rows!, columns!] }]
}

function flip(shape: readonly Dim[]): readonly Dim[] {
  return [shape[1]!, shape[0]!]
}
