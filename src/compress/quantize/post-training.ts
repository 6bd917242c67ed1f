import type { Graph } from '../../graph/graph.ts'
import type { Range } from './affine.ts'
import { correctBias } from './correct-bias.ts'
import { equalize } from './equalize.ts'
import type { Histogram } from './histogram.ts'
import { observeHistograms } from './observe.ts'
import { planQuantization, type QuantizationPlan } from './plan.ts'
import { quantizeGraph } from './quantize-graph.ts'
import { chooseRange, type RangeMethod } from './ranges.ts'
import type { Calibration } from './session.ts'

export type PostTrainingOptions = {
  readonly calibration: Calibration
  /** Nothing that depends on this value is quantized. */
  readonly head?: string
  readonly equalize?: boolean
  readonly correctBias?: boolean
}

/** A float graph, what of it is to be quantized, and the numbers that were seen there. */
export type CalibratedGraph = {
  readonly graph: Graph
  /** The graph before its biases were corrected: what 8 bits should come close to. */
  readonly reference: Graph
  readonly plan: QuantizationPlan
  readonly histograms: ReadonlyMap<string, Histogram>
}

/**
 * Prepares a float graph for 8 bits: the optional passes, then the histogram of every activation.
 *
 * @param graph BatchNorm folded, float32
 * @throws DermaliteError `bad-argument`: no calibration inputs; `model-failed`: numbers that are not finite
 */
export async function calibrate(
  graph: Graph,
  { calibration, head, ...passes }: PostTrainingOptions,
): Promise<CalibratedGraph> {
  const reference = passes.equalize ? await equalize(graph, calibration, head) : graph
  const prepared = passes.correctBias ? await correctBias(reference, calibration, head) : reference
  const plan = planQuantization(prepared, head)
  const histograms = await observeHistograms(prepared, plan.activations, calibration)
  return { graph: prepared, reference, plan, histograms }
}

/** The calibrated graph in QDQ form (see {@link quantizeGraph}), with ranges by one method. */
export function quantize(calibrated: CalibratedGraph, method: RangeMethod): Graph {
  return quantizeGraph(calibrated.graph, calibrated.plan, rangesBy(calibrated, method))
}

/** What the 8 bits of each activation are to cover. */
export function rangesBy(
  { histograms }: CalibratedGraph,
  method: RangeMethod,
): ReadonlyMap<string, Range> {
  return new Map([...histograms].map(([name, histogram]) => [name, chooseRange(histogram, method)]))
}
