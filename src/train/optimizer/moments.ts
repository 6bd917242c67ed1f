import { DermaliteError } from '../../errors.ts'
import type { Parameters } from '../parameters.ts'

/** A copy of each moment under `<kind>/<parameter>`. */
export function copyMoments(kind: string, moments: Parameters): [string, Float32Array][] {
  return [...moments].map(([name, values]) => [`${kind}/${name}`, values.slice()])
}

/** Fills the moments from a saved copy. */
export function restoreMoments(kind: string, moments: Parameters, state: Parameters): void {
  for (const [name, values] of moments) {
    const saved = state.get(`${kind}/${name}`)
    if (saved?.length !== values.length) {
      throw new DermaliteError(
        'checkpoint-mismatch',
        `the saved optimizer has no moment "${kind}/${name}" of ${values.length} elements`,
        'Start the run again without --resume.',
      )
    }
    values.set(saved)
  }
}
