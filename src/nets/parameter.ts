import type { Value } from '../graph/graph.ts'

/**
 * Gives a network the value of one of its parameters: a graph input while training, an initializer in an exported
 * model. The builder of the network says the name and the shape, the caller where it comes from.
 */
export type ParameterSource = (name: string, shape: readonly number[]) => Value

export type ParameterShape = { readonly name: string; readonly shape: readonly number[] }

/** True for a running mean or variance of a BatchNorm, which is counted from batches and not learnt by gradient. */
export function isStatistic(name: string): boolean {
  return name.endsWith('.mean') || name.endsWith('.variance')
}
