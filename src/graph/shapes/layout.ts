import { type Dim, intAttribute, intsAttribute } from '../graph.ts'
import {
  constantInts,
  invalidShape,
  required,
  type ShapeRule,
  staticDim,
  validAxes,
} from './rule.ts'

/** Target dimensions: -1 is inferred, 0 copies the input's dimension (ONNX Reshape). */
export const reshape: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  const given = constantInts(context, 1)
  const fits = (dim: number, axis: number) => dim >= -1 && (dim !== 0 || axis < shape.length)
  if (!given.every(fits) || given.indexOf(-1) !== given.lastIndexOf(-1)) {
    throw invalidShape(context, `[${given}] is no shape`)
  }
  const target: Dim[] = given.map((dim, axis) => (dim === 0 ? shape[axis]! : dim))
  const inferred = target.indexOf(-1)
  const symbols = (dims: readonly Dim[]) => dims.filter((dim) => typeof dim === 'string')
  const product = (dims: readonly Dim[]) =>
    dims.reduce<number>((total, dim) => total * (typeof dim === 'number' ? Math.abs(dim) : 1), 1)
  const missing = symbols(shape).filter((dim) => !symbols(target).includes(dim))
  if (inferred >= 0) {
    const size = product(shape) / product(target)
    if (missing.length > 0 && size !== 1) throw invalidShape(context, `cannot infer [${target}]`)
    target[inferred] = missing[0] ?? size
    if (!Number.isInteger(size)) throw invalidShape(context, `does not divide into [${target}]`)
  } else if (missing.length > 0 || product(shape) !== product(target)) {
    throw invalidShape(context, `cannot become [${target}]`)
  }
  return [{ dtype, shape: target }]
}

export const transpose: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  const reversed = shape.map((_, axis) => shape.length - 1 - axis)
  const perm = validAxes(context, intsAttribute(context.attributes, 'perm', reversed), shape.length)
  if (perm.length !== shape.length) throw invalidShape(context, `[${perm}] leaves out an axis`)
  return [{ dtype, shape: perm.map((axis) => shape[axis]!) }]
}

/** Axes as the second input (opset 13 and later); all axes where it is left out. */
export const reduce: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  const all = shape.map((_, axis) => axis)
  const given = context.inputs[1] ? constantInts(context, 1) : all
  const axes = new Set(validAxes(context, given, shape.length))
  const keep = intAttribute(context.attributes, 'keepdims', 1) === 1
  const kept = shape.map((dim, axis) => (axes.has(axis) ? 1 : dim))
  return [{ dtype, shape: keep ? kept : shape.filter((_, axis) => !axes.has(axis)) }]
}

/** pads: [begin of every axis, end of every axis]. */
export const pad: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  const pads = constantInts(context, 1)
  if (pads.length !== 2 * shape.length) {
    throw invalidShape(context, `needs ${2 * shape.length} pads`)
  }
  const padded = shape.map((dim, axis) => {
    const extra = pads[axis]! + pads[axis + shape.length]!
    return extra === 0 ? dim : staticDim(context, shape, axis) + extra
  })
  if (padded.some((dim) => typeof dim === 'number' && dim < 0)) {
    throw invalidShape(context, `the pads [${pads}] crop more than there is`)
  }
  return [{ dtype, shape: padded }]
}

/** Inputs: data, starts, ends, axes, steps, all constant. */
export const slice: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  const starts = constantInts(context, 1)
  const ends = constantInts(context, 2)
  const axes = validAxes(context, constantInts(context, 3), shape.length)
  const steps = constantInts(context, 4)
  if ([starts, ends, steps].some(({ length }) => length !== axes.length) || steps.includes(0)) {
    throw invalidShape(context, 'needs a start, an end and a step other than 0 for every axis')
  }
  const result = [...shape]
  axes.forEach((axis, index) => {
    const length = staticDim(context, shape, axis)
    const step = steps[index]!
    const clamp = (at: number) =>
      Math.min(
        Math.max(at < 0 ? at + length : at, step < 0 ? -1 : 0),
        step < 0 ? length - 1 : length,
      )
    const span = clamp(ends[index]!) - clamp(starts[index]!)
    result[axis] = Math.max(0, Math.ceil(span / step))
  })
  return [{ dtype, shape: result }]
}
