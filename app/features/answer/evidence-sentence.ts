import { describeEvidence } from '../../../src/explain/describe-evidence.ts'
import type { HeatMap } from '../../../src/explain/heat-map.ts'
import type { Mask } from '../../../src/image/lesion/mask.ts'
import { messages } from '../../i18n/messages.ts'

/** Where the evidence lies, in the chosen language. */
export function evidenceSentence(heat: HeatMap, lesion: Mask | null, className: string): string {
  const { answer, common } = messages.value
  const words = answer.evidence
  const { position, insideLesion } = describeEvidence(heat, { lesion, className })
  if (position === 'none') return words.none(className)
  const place = words.place(className, words.places[position] ?? position)
  if (insideLesion === null) return place
  const share = common.percent(insideLesion)
  return `${place} ${insideLesion < 0.5 ? words.outside(share) : words.inside(share)}`
}
