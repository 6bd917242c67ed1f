import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { failure } from './session.ts'

/** What went wrong with the last picture. */
export function FailureNotice() {
  const { errors } = messages.value
  const code = failure.value
  return (
    <div role="alert">
      {code && (
        <div class="notice danger">
          <Icon name="warning" />
          <strong>{errors.title}</strong>
          <span>{errors[code] ?? errors.unexpected}</span>
        </div>
      )}
    </div>
  )
}
