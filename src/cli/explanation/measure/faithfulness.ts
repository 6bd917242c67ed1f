import { rankCells } from '../../../attribution/measure/cells.ts'
import { deletionCurves } from '../../../attribution/measure/deletion.ts'
import { roadCurves } from '../../../attribution/measure/road.ts'
import { areaUnder, type Score } from '../../../attribution/measure/score.ts'
import type { HeatMap } from '../../../explain/heat-map.ts'
import type { Random } from '../../../random.ts'
import type { FaithfulMethod } from '../../../report/explanations-file.ts'
import { BLOB, type MapSource } from './maps.ts'
import { comparedMean } from './means.ts'

/** Side of what is removed or shown at once, pixels. */
export const CELL = 8
export const STEPS = 10
export const ROAD_SHARES = [0.2, 0.4, 0.6, 0.8] as const

/** How far the probability of the class follows a map of one picture. */
export type Faithfulness = {
  readonly deletion: number
  readonly insertion: number
  readonly roadMostRelevant: number
  readonly roadLeastRelevant: number
  readonly roadGap: number
}

export async function measureFaithfulness(
  image: Float32Array,
  map: HeatMap,
  score: Score,
  { size, random }: { readonly size: number; readonly random: Random },
): Promise<Faithfulness> {
  const order = rankCells(map, size / CELL, random)
  const { deletion, insertion } = await deletionCurves(image, order, score, { size, steps: STEPS })
  const road = await roadCurves(image, order, score, { size, random, shares: ROAD_SHARES })
  const roadMostRelevant = mean(road.mostRelevant)
  const roadLeastRelevant = mean(road.leastRelevant)
  return {
    deletion: areaUnder(deletion),
    insertion: areaUnder(insertion),
    roadMostRelevant,
    roadLeastRelevant,
    roadGap: roadLeastRelevant - roadMostRelevant,
  }
}

/**
 * @param sources one for each map of a picture
 * @param measured for each picture, one for each map
 */
export function summariseFaithfulness(
  sources: readonly MapSource[],
  measured: readonly (readonly Faithfulness[])[],
  groups: readonly string[],
): FaithfulMethod[] {
  const blob = sources.findIndex(({ method }) => method === BLOB)
  const valuesOf = (index: number, measure: keyof Faithfulness) =>
    measured.map((maps) => maps[index]![measure])
  return sources.map(({ method, layer }, index) => {
    const compare = (measure: keyof Faithfulness) =>
      comparedMean(
        valuesOf(index, measure),
        index === blob ? null : valuesOf(blob, measure),
        groups,
      )
    return {
      method,
      layer,
      deletion: compare('deletion'),
      insertion: compare('insertion'),
      roadMostRelevant: compare('roadMostRelevant'),
      roadLeastRelevant: compare('roadLeastRelevant'),
      roadGap: compare('roadGap'),
    }
  })
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
