import { join, parse } from 'node:path'
import { glob } from 'tinyglobby'
import type { Mask } from '../../image/lesion/mask.ts'
import { decodeImage } from '../../image/node/decode.ts'
import type { Dataset } from '../types.ts'

const SUFFIX = '_segmentation'

/**
 * The lesion masks of HAM10000 (Tschandl et al., Human-computer collaboration for skin cancer recognition, 2020): path by
 * the id of the sample, for each `<image_id>_segmentation.png` below the folder of the data set. Empty where there are none.
 */
export async function findLesionMasks({
  root,
}: Pick<Dataset, 'root'>): Promise<ReadonlyMap<string, string>> {
  const files = await glob(`**/*${SUFFIX}.png`, { cwd: root })
  return new Map(
    files.sort().map((file) => [parse(file).name.slice(0, -SUFFIX.length), join(root, file)]),
  )
}

/**
 * Reads a mask: white is the lesion, black is skin.
 *
 * @throws DermaliteError what decoding the picture throws
 */
export async function readLesionMask(path: string): Promise<Mask> {
  const { width, height, data } = await decodeImage(path)
  const inside = Uint8Array.from({ length: width * height }, (_, i) =>
    data[i * 3]! >= 128 ? 1 : 0,
  )
  return { width, height, data: inside }
}
