import { messages } from '../i18n/messages.ts'
import { updateWaiting } from './updates.ts'

/** Says that a new version waits. */
export function UpdatePrompt() {
  const update = updateWaiting.value
  const words = messages.value.update
  if (!update) return null
  return (
    <div class="update card" role="status">
      <p>{words.title}</p>
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          updateWaiting.value = undefined
        }}
      >
        {words.later}
      </button>
      <button type="button" class="button" onClick={update}>
        {words.now}
      </button>
    </div>
  )
}
