import type { Graph } from '../../graph/graph.ts'
import type { Tensor } from '../../graph/tensor.ts'

/** A graph of one input, ready to run. */
export type GraphSession = {
  /** @returns the float32 outputs by name */
  run(input: Tensor): Promise<ReadonlyMap<string, Tensor>>
  dispose(): Promise<void>
}

export type OpenGraph = (graph: Graph) => Promise<GraphSession>

/** What to run a graph on while its activations are observed. */
export type Calibration = {
  readonly open: OpenGraph
  /** Batches of the graph's input; each call gives them anew, from the first. */
  batches(): AsyncIterable<Tensor>
}
