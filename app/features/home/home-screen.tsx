import { useEffect } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { Lens } from '../../design/lens.tsx'
import { wakeEngine } from '../../engine/engine.ts'
import { messages } from '../../i18n/messages.ts'
import { go } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { FailureNotice } from '../session/failure-notice.tsx'
import { EngineStatus } from './engine-status.tsx'
import './home.css'
import { PicturePicker } from './picture-picker.tsx'
import { usePictureDrop } from './use-picture-drop.ts'

export function HomeScreen() {
  const { home, common } = messages.value
  const dragging = usePictureDrop()
  useEffect(() => {
    wakeEngine().catch(() => {}) // shown by EngineStatus
  }, [])
  return (
    <Screen
      title={home.title}
      actions={
        <>
          <a class="icon-button" href="#/history" aria-label={home.history}>
            <Icon name="history" />
          </a>
          <a class="icon-button" href="#/about" aria-label={home.about}>
            <Icon name="info" />
          </a>
          <a class="icon-button" href="#/settings" aria-label={home.settings}>
            <Icon name="settings" />
          </a>
        </>
      }
    >
      <div class={dragging ? 'home dragging' : 'home'}>
        <div class="home-picture">
          <Lens />
          <p class="home-lead">{dragging ? home.dropNow : home.lead}</p>
        </div>
        <FailureNotice />
        <div class="home-buttons">
          <button type="button" class="button large wide" onClick={() => go('camera')}>
            <Icon name="camera" />
            {home.takePhoto}
          </button>
          <PicturePicker />
          <p class="home-drop soft small">{home.dropHint}</p>
        </div>
        <EngineStatus />
      </div>
      <p class="disclaimer">
        {home.private} {common.notADevice}
      </p>
    </Screen>
  )
}
