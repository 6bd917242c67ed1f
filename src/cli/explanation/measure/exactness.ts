import { layerMaps } from '../../../attribution/explain.ts'
import { gradCam } from '../../../attribution/methods/grad-cam.ts'
import type { ExplainableModel } from '../../../attribution/model.ts'
import type { Manifest } from '../../../classifier/index.ts'
import type { HeatMap } from '../../../explain/heat-map.ts'
import { decodeImage } from '../../../image/node/decode.ts'
import { preprocess } from '../../../image/preprocess.ts'
import type { ExplanationEvaluation } from '../../../report/explanations-file.ts'
import { answerOf } from './maps.ts'

/** A picture, and the map that came with its answer. */
export type FreelyExplained = { readonly path: string; readonly free: HeatMap }

/**
 * How far the free heat maps are from Grad-CAM by automatic differentiation.
 *
 * @param model whose first layer is the last one of the network
 */
export async function measureExactness(
  pictures: readonly FreelyExplained[],
  model: ExplainableModel,
  { input }: Pick<Manifest, 'input'>,
  onProgress: (done: number, total: number) => void,
): Promise<ExplanationEvaluation['exactness']> {
  let maxDifference = 0
  for (const [index, { path, free }] of pictures.entries()) {
    const image = preprocess(await decodeImage(path), input)
    const classIndex = answerOf(await model.logits(image, 1))
    const [map] = await layerMaps(model, image, { classIndex, method: gradCam })
    for (const [i, value] of map!.data.entries()) {
      maxDifference = Math.max(maxDifference, Math.abs(value - free.data[i]!))
    }
    onProgress(index + 1, pictures.length)
  }
  return { images: pictures.length, maxDifference }
}
