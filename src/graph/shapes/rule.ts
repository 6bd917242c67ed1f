import { DermaliteError } from '../../errors.ts'
import type { Attributes, Shape, Value } from '../graph.ts'
import type { DataType, Tensor } from '../tensor.ts'

export type ValueType = { readonly dtype: DataType; readonly shape: Shape }

export type ShapeContext = {
  readonly op: string
  readonly inputs: readonly (Value | undefined)[]
  readonly attributes: Attributes
  constant(value: Value): Tensor | undefined
}

/** The types of a node's outputs from those of its inputs; throws `graph-invalid` where they do not fit. */
export type ShapeRule = (context: ShapeContext) => ValueType[]

export function required(context: ShapeContext, index: number): Value {
  const value = context.inputs[index]
  if (value === undefined) throw invalidShape(context, `input ${index} is missing`)
  return value
}

/** The values of an int64 input that must be an initializer (a shape, axes, pads). */
export function constantInts(context: ShapeContext, index: number): number[] {
  const tensor = context.constant(required(context, index))
  if (tensor?.dtype !== 'int64') {
    throw invalidShape(context, `input ${index} must be constant int64`)
  }
  return Array.from(tensor.data as BigInt64Array, Number)
}

export function invalidShape(context: ShapeContext, reason: string): DermaliteError {
  const shapes = context.inputs.map((value) => (value ? `[${value.shape}]` : '-')).join(', ')
  return new DermaliteError(
    'graph-invalid',
    `${context.op}(${shapes}): ${reason}`,
    'Check the shapes of the values that this operator is given.',
  )
}

/** A static dimension as a number. */
export function staticDim(context: ShapeContext, shape: Shape, axis: number): number {
  const dim = shape[axis]
  if (typeof dim !== 'number') throw invalidShape(context, `dimension ${axis} must be static`)
  return dim
}

/** Negative axes count from the end. */
export function normalizeAxes(axes: readonly number[], rank: number): number[] {
  return axes.map((axis) => (axis < 0 ? axis + rank : axis))
}

/** The axes of an operator, normalized; throws `graph-invalid` for one that is not there or comes twice. */
export function validAxes(context: ShapeContext, axes: readonly number[], rank: number): number[] {
  const normalized = normalizeAxes(axes, rank)
  const outside = normalized.some((axis) => !(axis >= 0 && axis < rank))
  if (outside || new Set(normalized).size !== axes.length) {
    throw invalidShape(context, `[${axes}] are no axes of a value of rank ${rank}`)
  }
  return normalized
}
