import type { Lesion } from '../lesion/find-lesion.ts'
import type { QualityIssueCode } from './issue.ts'

/** Share of the picture's border that a lesion may cover: many fill a dermatoscope's field. */
const MAX_BORDER_SHARE = 0.6
/** Share of the picture that a lesion must cover. */
const MIN_AREA = 0.008

/** How the lesion sits in the picture: cut off by the border, too small to be seen, or not there. */
export function framingIssues(lesion: Lesion | null): QualityIssueCode[] {
  if (lesion === null) return ['no-lesion']
  if (lesion.borderShare > MAX_BORDER_SHARE) return ['lesion-cut-off']
  return lesion.area < MIN_AREA ? ['lesion-tiny'] : []
}
