import { Icon } from '../../design/icon.tsx'
import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'

/** What stands between the picture and an answer; before everything else. */
export function Warnings({ answer }: { readonly answer: Answer }) {
  const { quality, unknown } = messages.value.answer
  const issues = answer.quality.issues
  return (
    <>
      {issues.length > 0 && (
        <section class="notice" aria-label={quality.title}>
          <Icon name="warning" />
          <strong>{quality.title}</strong>
          <span>{quality.lead}</span>
          <ul class="list">
            {issues.map(({ code, message }) => (
              <li key={code}>{quality.issues[code] ?? message}</li>
            ))}
          </ul>
        </section>
      )}
      {answer.outOfDistribution?.flagged && (
        <section class="notice" aria-label={unknown.title}>
          <Icon name="unclear" />
          <strong>{unknown.title}</strong>
          <span>{unknown.text}</span>
        </section>
      )}
    </>
  )
}
