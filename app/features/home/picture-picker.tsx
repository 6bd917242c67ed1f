import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { usePicture } from '../session/session.ts'

export type PicturePickerProps = { readonly busy?: boolean }

/** The device's own chooser of pictures. */
export function PicturePicker({ busy = false }: PicturePickerProps) {
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
