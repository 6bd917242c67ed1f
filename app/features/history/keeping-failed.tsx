import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { keepingFailed } from './history.ts'

/** Says that the last change could not be stored. */
export function KeepingFailed() {
  return (
    <div role="alert">
      {keepingFailed.value && (
        <div class="notice danger">
          <Icon name="warning" />
          <span>{messages.value.history.failed}</span>
        </div>
      )}
    </div>
  )
}
