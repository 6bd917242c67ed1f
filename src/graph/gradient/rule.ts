import type { Builder } from '../builder.ts'
import type { GraphNode, Value } from '../graph.ts'

export type GradientContext = {
  readonly builder: Builder
  readonly node: GraphNode
  /** The node's inputs; undefined for an optional one that is left out. */
  readonly inputs: readonly (Value | undefined)[]
  readonly output: Value
  /** d loss / d output, of the output's shape. */
  readonly outputGradient: Value
  /** Which inputs the loss must be differentiated by; a rule may leave the others out. */
  readonly needed: readonly boolean[]
}

/** d loss / d input for every input that is needed, undefined for the others. */
export type GradientRule = (context: GradientContext) => (Value | undefined)[]
