import { DermaliteError } from '../../errors.ts'
import type { Graph } from '../../graph/graph.ts'
import { removeUnused } from '../../graph/rewrite/remove-unused.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { createHistogramRecorder, type Histogram } from './histogram.ts'
import type { Calibration } from './session.ts'

/**
 * Runs a graph on every calibration batch and shows what its values are.
 *
 * @param names of float32 values, inputs of the graph too
 * @param visit is given each value of each batch
 */
export async function observe(
  graph: Graph,
  names: readonly string[],
  { open, batches }: Calibration,
  visit: (name: string, tensor: Tensor) => void,
): Promise<void> {
  if (names.length === 0) return
  const session = await open(exposing(graph, names))
  try {
    for await (const batch of batches()) {
      const seen = await session.run(batch)
      for (const name of names) visit(name, seen.get(name) ?? batch)
    }
  } finally {
    await session.dispose()
  }
}

/** The part of a graph that makes some of its values, with those as its outputs. */
export function exposing(graph: Graph, names: readonly string[]): Graph {
  const inputs = new Set(graph.inputs.map(({ name }) => name))
  const outputs = names.filter((name) => !inputs.has(name)).map((name) => graph.values.get(name)!)
  return removeUnused({ ...graph, outputs })
}

/**
 * The histogram of each value over all calibration batches.
 *
 * @throws DermaliteError `bad-argument`: there is nothing to calibrate on; `model-failed`: a value is not finite
 */
export async function observeHistograms(
  graph: Graph,
  names: readonly string[],
  calibration: Calibration,
): Promise<ReadonlyMap<string, Histogram>> {
  const recorders = new Map(names.map((name) => [name, createHistogramRecorder()]))
  await observe(graph, names, calibration, (name, { data }) =>
    recorders.get(name)!.add(data as Float32Array),
  )
  return new Map(
    [...recorders].map(([name, recorder]) => [name, checked(name, recorder.histogram())]),
  )
}

function checked(name: string, histogram: Histogram | undefined): Histogram {
  if (histogram === undefined) {
    throw new DermaliteError(
      'bad-argument',
      `the value "${name}" was never computed: there are no calibration inputs`,
      'Calibrate on at least one image.',
    )
  }
  if (Number.isFinite(histogram.min) && Number.isFinite(histogram.max)) return histogram
  throw new DermaliteError(
    'model-failed',
    `the value "${name}" reaches from ${histogram.min} to ${histogram.max}`,
    'The model answers with numbers that are not finite: check its weights.',
  )
}
