import type { GraphNode } from '../graph.ts'
import type { LowerContext } from './context.ts'

/** Emits one node of the old graph into the new one; returns false to leave it to the next lowering. */
export type Lowering = (context: LowerContext, node: GraphNode) => boolean
