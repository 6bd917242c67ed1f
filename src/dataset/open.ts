import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { readHam10000 } from './ham10000/read.ts'
import type { Dataset } from './types.ts'

const DEFAULT_FOLDER = 'data/ham10000'

/**
 * Opens the data set that `source` names; without a name the one that `DERMALITE_DATA` names, else `data/ham10000`.
 *
 * @throws DermaliteError `dataset-not-found`, `dataset-invalid`
 */
export async function openDataset(source?: string): Promise<Dataset> {
  const place = source ?? process.env.DERMALITE_DATA ?? DEFAULT_FOLDER
  if (!existsSync(place)) {
    throw new DermaliteError(
      'dataset-not-found',
      `there is no data set at ${resolve(place)}`,
      'Name one with --data or DERMALITE_DATA, or download HAM10000: dermalite data fetch ham10000.',
    )
  }
  return readHam10000(place)
}
