import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'

/** More classes than this are no answer any more. */
const FEW = 3
/** Of the entropy that a uniform guess has. */
const SPREAD = 0.5

/** How far the answer can be trusted, in a sentence or two. */
export function HowSure({ answer }: { readonly answer: Answer }) {
  const { title } = messages.value.answer.sure
  const said = howSure(answer)
  if (said.length === 0) return null
  return (
    <section class="card stack tight">
      <h2>{title}</h2>
      <p>{said.join(' ')}</p>
    </section>
  )
}

/** The sentences; none for a picture unlike those of training: nothing is promised there. */
export function howSure({
  predictionSet,
  coverage,
  uncertainty,
  outOfDistribution,
}: Answer): string[] {
  if (outOfDistribution?.flagged) return []
  const { answer, common } = messages.value
  const words = answer.sure
  const said: string[] = []
  if (predictionSet && coverage) {
    const kinds = predictionSet.length
    const share = common.percent(coverage)
    if (kinds <= 1) said.push(words.one(share))
    else said.push(kinds <= FEW ? words.few(kinds, share) : words.many(kinds, share))
  } else {
    said.push(uncertainty.entropy < SPREAD ? words.entropyLow : words.entropyHigh)
  }
  return said
}
