import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { opening, usePicture } from '../session/session.ts'

/** The device's own chooser of pictures; waits while one is being opened. */
export function PicturePicker() {
  const busy = opening.value
  return (
    <label class="picker">
      <input
        type="file"
        accept="image/*"
        disabled={busy}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          currentTarget.value = ''
          if (file) void usePicture(file)
        }}
      />
      <span class="button secondary large wide">
        {busy ? <span class="spinner" /> : <Icon name="picture" />}
        {messages.value.home.choosePhoto}
      </span>
    </label>
  )
}
