import type { Graph } from '../../../graph/graph.ts'
import { fakeQuantize, fakeQuantizeWeight } from '../../../graph/operators/fake-quantize.ts'
import type { Range } from '../affine.ts'
import type { QuantizationPlan } from '../plan.ts'
import { applyPlan, type QuantizedForm } from '../quantize-graph.ts'

/** Biases stay float32: the steps of their int32 are far below what an activation can show. */
const TRAINABLE: QuantizedForm = {
  activation: (builder, x, quantization, { output }) =>
    fakeQuantize(builder, x, quantization, output),
  parameters: ({ builder, find }, { inputs: [, weightName, biasName] }, { scale }) => {
    const bias = biasName ? find(biasName) : undefined
    const weight = fakeQuantizeWeight(builder, find(weightName!), bias, scale)
    return bias ? [weight, bias] : [weight]
  },
}

/**
 * The graph that computes in float32 what `quantizeGraph` would compute in 8 bits by the same plan and ranges, and that can be
 * differentiated: quantization-aware training (Jacob et al., Quantization and Training of Neural Networks, 2018, section 3)
 * is the training of this graph. Weights and biases keep their names.
 *
 * @throws DermaliteError `bad-argument`: a range is missing
 */
export function fakeQuantizeGraph(
  graph: Graph,
  plan: QuantizationPlan,
  ranges: ReadonlyMap<string, Range>,
): Graph {
  return applyPlan(graph, plan, ranges, TRAINABLE)
}
