import type { LesionClass } from '../../classes.ts'
import { akiec } from './appearances/akiec.ts'
import type { Appearance } from './appearances/appearance.ts'
import { bcc } from './appearances/bcc.ts'
import { bkl } from './appearances/bkl.ts'
import { df } from './appearances/df.ts'
import { mel } from './appearances/mel.ts'
import { nv } from './appearances/nv.ts'
import { vasc } from './appearances/vasc.ts'

/**
 * The seven classes by the criteria of dermoscopy (Kittler et al., Standardization of terminology in dermoscopy, J. Am. Acad.
 * Dermatol. 74, 2016), simplified.
 */
export const APPEARANCES: Readonly<Record<LesionClass, Appearance>> = {
  akiec,
  bcc,
  bkl,
  df,
  mel,
  nv,
  vasc,
}
