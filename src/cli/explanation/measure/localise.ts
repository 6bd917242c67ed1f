import { coveredShare, pointsInside } from '../../../attribution/measure/localisation.ts'
import { readLesionMask } from '../../../dataset/ham10000/lesion-masks.ts'
import type { Sample } from '../../../dataset/types.ts'
import { evidenceInside } from '../../../explain/evidence-inside.ts'
import type { Localisation } from '../../../report/explanations-file.ts'
import { BLOB, type NamedMap } from './maps.ts'
import { comparedMean, type Values } from './means.ts'

/** The maps of one picture; every picture has the same ones in the same order. */
export type MappedSample = { readonly sample: Sample; readonly maps: readonly NamedMap[] }

/**
 * How much of the evidence of maps lies on the lesions.
 *
 * @param masks path by the id of the sample; samples without one are left out
 * @returns null where no sample has a mask
 */
export async function localise(
  mapped: readonly MappedSample[],
  masks: ReadonlyMap<string, string>,
): Promise<Localisation | null> {
  const known = mapped.filter(({ sample }) => masks.has(sample.id))
  const [first] = known
  if (first === undefined) return null
  const inside: (number | null)[][] = first.maps.map(() => [])
  const pointing: (number | null)[][] = first.maps.map(() => [])
  let lesionShare = 0
  for (const { sample, maps } of known) {
    const mask = await readLesionMask(masks.get(sample.id)!)
    lesionShare += coveredShare(mask) / known.length
    for (const [index, { map }] of maps.entries()) {
      inside[index]!.push(evidenceInside(map, mask))
      const hit = pointsInside(map, mask)
      pointing[index]!.push(hit === null ? null : Number(hit))
    }
  }
  const groups = known.map(({ sample }) => sample.group)
  const blob = first.maps.findIndex(({ method }) => method === BLOB)
  const compare = (values: readonly Values[], index: number) =>
    comparedMean(values[index]!, index === blob ? null : values[blob]!, groups)
  const methods = first.maps.map(({ method, layer }, index) => ({
    ...{ method, layer, inside: compare(inside, index), pointing: compare(pointing, index) },
  }))
  return { images: known.length, lesionShare, methods }
}
