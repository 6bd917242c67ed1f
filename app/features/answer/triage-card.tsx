import { Icon } from '../../design/icon.tsx'
import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'

/** The level in words, what to do, and why. */
export function TriageCard({ answer }: { readonly answer: Answer }) {
  const { triage: words } = messages.value.answer
  const level = answer.triage?.level
  return (
    <section class={`triage ${level ?? 'none'}`} aria-labelledby="triage-level">
      <Icon name={level ?? 'info'} />
      <h2 id="triage-level">{words[level ?? 'none']}</h2>
      <p class="triage-action">{words.action[level ?? 'none']}</p>
      <p class="small">{triageReason(answer)}</p>
    </section>
  )
}

/** Why this level, in the chosen language. */
export function triageReason({ triage, malignancy }: Answer): string {
  const { answer, common } = messages.value
  const words = answer.triage
  if (triage?.level === 'unclear') return words.reasonUnclear
  if (malignancy === null || malignancy === undefined) return ''
  const together = common.percent(malignancy)
  if (!triage) return words.reasonNone(together)
  const { level, threshold, sensitivity } = triage
  const [from, found] = [common.percent(threshold), common.percent(sensitivity)]
  if (level !== 'not-raised') return words.reasonAbove(together, from, found)
  return words.reasonBelow(together, from, found, common.percent(1 - sensitivity))
}
