import type { Layer } from '../../../attribution/layers.ts'
import { centredBlob, randomMap } from '../../../attribution/measure/baselines.ts'
import type { Score } from '../../../attribution/measure/score.ts'
import { eigenCam } from '../../../attribution/methods/eigen-cam.ts'
import { gradCam } from '../../../attribution/methods/grad-cam.ts'
import { gradCamPlusPlus } from '../../../attribution/methods/grad-cam-plus-plus.ts'
import { hiResCam } from '../../../attribution/methods/hires-cam.ts'
import { layerCam } from '../../../attribution/methods/layer-cam.ts'
import type { Method } from '../../../attribution/methods/method.ts'
import { scoreCam } from '../../../attribution/methods/score-cam.ts'
import type { ExplainableModel } from '../../../attribution/model.ts'
import { type HeatMap, toHeatMap } from '../../../explain/heat-map.ts'
import type { Random } from '../../../random.ts'

/** How a map is made; `layer` is null for those that ask no network. */
export type MapSource = { readonly method: string; readonly layer: string | null }
export type NamedMap = MapSource & { readonly map: HeatMap }

/** The baseline that every other map is compared with. */
export const BLOB = 'centred blob'
export const RANDOM = 'random'

/** Score-CAM tries so many channels, those that vary most: all of them would take hours. */
export const SCORE_CAM_CHANNELS = 32

/** At the last layer HiResCAM is Grad-CAM; at a finer one, LayerCAM and HiResCAM have places to tell apart. */
const AT_LAST: Readonly<Record<string, Method>> = {
  'grad-cam': gradCam,
  'grad-cam++': gradCamPlusPlus,
  'layer-cam': layerCam,
  'eigen-cam': eigenCam,
  'score-cam': scoreCam(SCORE_CAM_CHANNELS),
}
const AT_FINER: Readonly<Record<string, Method>> = {
  'grad-cam': gradCam,
  'layer-cam': layerCam,
  'hires-cam': hiResCam,
}

/** The last layer, and the last one with more positions than that: what maps are measured at. */
export function measuredLayers(layers: readonly Layer[]): string[] {
  const last = layers.at(-1)!
  const finer = layers.findLast(({ width }) => width > last.width)
  return [last.name, ...(finer === undefined ? [] : [finer.name])]
}

/**
 * Every map to measure of one picture, the baselines last.
 *
 * @param model opened at {@link measuredLayers}
 * @param score of the class
 */
export async function allMaps(
  model: ExplainableModel,
  image: Float32Array,
  classIndex: number,
  score: Score,
  random: Random,
): Promise<NamedMap[]> {
  const gradients = await model.layerGradients(image, classIndex)
  const maps: NamedMap[] = []
  for (const [index, layer] of gradients.entries()) {
    for (const [name, method] of Object.entries(index === 0 ? AT_LAST : AT_FINER)) {
      const values = await method({ layer, image, size: model.size, score })
      const map = toHeatMap(values, layer.width, layer.height)
      maps.push({ method: name, layer: model.layers[index]!.name, map })
    }
  }
  return [...maps, ...baselineMaps(gradients[0]!.width, random)]
}

export function baselineMaps(side: number, random: Random): NamedMap[] {
  return [
    { method: BLOB, layer: null, map: centredBlob(side) },
    { method: RANDOM, layer: null, map: randomMap(side, random) },
  ]
}

/** The class of the largest logit, which under the balanced prior is the answer. */
export function answerOf(logits: Float32Array): number {
  return logits.indexOf(logits.reduce((a, b) => Math.max(a, b)))
}
