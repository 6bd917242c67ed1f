import type { Lesion } from '../lesion/find-lesion.ts'
import type { QualityIssueCode } from './issue.ts'

/**
 * What one side may cut off more than the opposite one. A lesion that is larger than the field of the dermatoscope goes
 * on beyond several sides, and cannot be framed better; one that stands off the centre can.
 */
const MAX_CUT = 0.23
/** Share of the picture's border that a lesion may cover. */
const MAX_BORDER_SHARE = 0.85
/** Share of the picture that a lesion must cover. */
const MIN_AREA = 0.008

/** How the lesion sits in the picture: cut off by the border, too small to be seen, or not there. */
export function framingIssues(lesion: Lesion | null): QualityIssueCode[] {
  if (lesion === null) return ['no-lesion']
  if (lesion.cut > MAX_CUT || lesion.borderShare > MAX_BORDER_SHARE) return ['lesion-cut-off']
  return lesion.area < MIN_AREA ? ['lesion-tiny'] : []
}
