import type { ChannelGroup } from '../../compress/prune/channel-groups.ts'
import { type Importance, taylorImportance } from '../../compress/prune/importance.ts'
import type { Graph } from '../../graph/graph.ts'
import type { TrainConfig } from '../../train/config.ts'
import type { Parameters } from '../../train/parameters.ts'
import type { Phase, TrainData } from '../../train/phase.ts'
import { epochOrder } from '../../train/sampler.ts'

export type ScoreOptions = {
  readonly graph: Graph
  readonly groups: readonly ChannelGroup[]
  readonly parameters: Parameters
  readonly phase: Phase
  readonly config: TrainConfig
  readonly data: TrainData
  readonly batches: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Taylor importance over training batches as training sees them: augmented, under the same loss, without dropout. */
export async function scoreChannels(options: ScoreOptions): Promise<Importance> {
  const { graph, groups, parameters, phase, config, data, batches, signal } = options
  const { batchSize, seed } = config
  const labels = data.train.map(({ label }) => label)
  const classCount = data.classes.length
  const order = epochOrder({ labels, classCount, seed, epoch: 0, power: config.samplerPower })
  const indicesOf = (batch: number) =>
    Array.from({ length: batchSize }, (_, i) => order[(batch * batchSize + i) % order.length]!)
  const load = (batch: number) => phase.trainLoader.load({ epoch: 0, indices: indicesOf(batch) })
  const dropout = new Float32Array(batchSize * phase.training.embeddingChannels).fill(1)
  const taylor = taylorImportance(graph, groups)
  let next = load(0)
  for (let batch = 0; batch < batches; batch++) {
    signal?.throwIfAborted()
    const image = await next
    if (batch + 1 < batches) next = load(batch + 1)
    const target = new Float32Array(batchSize * classCount)
    for (const [row, index] of indicesOf(batch).entries()) {
      target[row * classCount + labels[index]!] = 1
    }
    const { gradients } = await phase.training.step(parameters, { image, target, dropout })
    taylor.add(parameters, gradients)
    options.onProgress?.(batch + 1, batches)
  }
  return taylor.importance()
}
