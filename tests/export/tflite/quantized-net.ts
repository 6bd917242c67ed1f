import { lastFeatures } from '../../../src/compress/quantize/head.ts'
import { openWithOnnxRuntime } from '../../../src/compress/quantize/node/open-graph.ts'
import { calibrate, quantize } from '../../../src/compress/quantize/post-training.ts'
import type { Graph } from '../../../src/graph/graph.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'

/** Sums products in int32 on every processor. */
export const openExactly = openWithOnnxRuntime({ threads: 1 })

/** A network as it ships, in QDQ form, calibrated on random images. */
export async function quantizedNet(float: Graph, { images = 4, seed = 1 } = {}): Promise<Graph> {
  const [, ...shape] = float.inputs[0]!.shape as number[]
  const calibration = {
    open: openExactly,
    async *batches() {
      yield { dtype: 'float32', ...operand(createRandom(seed), [images, ...shape]) } as const
    },
  }
  return quantize(await calibrate(float, { calibration, head: lastFeatures(float) }), 'min-max')
}
