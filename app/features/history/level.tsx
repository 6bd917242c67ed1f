import { Icon } from '../../design/icon.tsx'
import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'

/** How suspicious a lesion looked, in a line. */
export function Level({ answer }: { readonly answer: Answer }) {
  const level = answer.triage?.level ?? 'none'
  return (
    <span class={`level ${level}`}>
      <Icon name={level === 'none' ? 'info' : level} />
      {messages.value.answer.triage[level]}
    </span>
  )
}
