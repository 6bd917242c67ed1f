import { cascadingRandomisation } from '../../../attribution/measure/randomise.ts'
import { rankCorrelation } from '../../../attribution/measure/similarity.ts'
import { createOnnxRuntime } from '../../../classifier/node/onnx-runtime.ts'
import type { Sample } from '../../../dataset/types.ts'
import { gradCam } from '../../../explain/grad-cam.ts'
import type { HeatMap } from '../../../explain/heat-map.ts'
import type { Graph } from '../../../graph/graph.ts'
import { writeOnnx } from '../../../graph/onnx/write.ts'
import { createRandom } from '../../../random.ts'
import type { ExplanationEvaluation } from '../../../report/explanations-file.ts'
import { answerOf } from './maps.ts'
import { meanWithInterval } from './means.ts'

export type RandomisationOptions = {
  readonly graph: Graph
  readonly size: number
  readonly threads: number
  readonly seed: number
  readonly onProgress: (done: number, total: number) => void
}

export type Picture = { readonly sample: Sample; readonly image: Float32Array }

/**
 * The sanity check of Adebayo et al. (2018): maps of a network that forgot what it learned must not look like those of the
 * trained one. Maps of one class for each picture, the answer of the trained network.
 */
export async function measureRandomisation(
  pictures: readonly Picture[],
  { graph, size, threads, seed, onProgress }: RandomisationOptions,
): Promise<ExplanationEvaluation['randomisation']> {
  const groups = pictures.map(({ sample }) => sample.group)
  const answers: number[] = []
  const original = await mapsOf(graph)
  const similarityTo = (maps: readonly HeatMap[]) =>
    meanWithInterval(
      maps.map((map, i) => similarity(original[i]!, map)),
      groups,
    )
  const unrelated = similarityTo([...original.slice(1), ...original.slice(0, 1)])
  const randomised = [...cascadingRandomisation(graph, createRandom(seed))]
  const stages: ExplanationEvaluation['randomisation']['stages'] = []
  for (const { block, graph: forgetful } of randomised) {
    stages.push({ block, similarity: similarityTo(await mapsOf(forgetful)) })
    onProgress(stages.length, randomised.length)
  }
  return { images: pictures.length, stages, unrelated }

  async function mapsOf(network: Graph): Promise<HeatMap[]> {
    const runtime = await createOnnxRuntime(writeOnnx(network), { size, threads })
    const maps: HeatMap[] = []
    try {
      for (const [i, { image }] of pictures.entries()) {
        const { logits, cam, camSize } = await runtime.run(image, 1)
        answers[i] ??= answerOf(logits)
        maps.push(gradCam({ data: cam, width: camSize[1], height: camSize[0] }, answers[i]!))
      }
    } finally {
      await runtime.dispose()
    }
    return maps
  }
}

/** An empty map has nothing in common with any. */
function similarity(a: HeatMap, b: HeatMap): number {
  return rankCorrelation(a.data, b.data) ?? 0
}
