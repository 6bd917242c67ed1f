import { useCallback, useState } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { ask, picture as opened, region } from '../session/session.ts'
import './crop.css'
import { type Frame, largestSide, smallestSide, toFrame, toRegion, zoomed } from './frame.ts'
import { Stage } from './stage.tsx'

const BUTTON_ZOOM = 1.25

/** The square that will be looked at. */
export function CropScreen() {
  const picture = opened.value!
  const [frame, setFrame] = useState<Frame>(() => toFrame(region.peek() ?? picture.proposal))
  const change = useCallback((next: (frame: Frame) => Frame) => setFrame(next), [])
  const { crop } = messages.value
  const zoom = largestSide(picture) / frame.side
  const most = largestSide(picture) / smallestSide(picture)
  const zoomBy = (factor: number) => change((now) => zoomed(now, factor, picture))
  return (
    <Screen title={crop.title} onBack={goBack}>
      <div class="crop">
        <Stage picture={picture} frame={frame} change={change} />
        <div class="crop-panel">
          <p>{picture.lesionFound ? crop.found : crop.notFound}</p>
          <div class="crop-zoom">
            <button
              type="button"
              class="icon-button"
              aria-label={crop.zoomOut}
              onClick={() => zoomBy(1 / BUTTON_ZOOM)}
            >
              <Icon name="minus" />
            </button>
            <input
              type="range"
              aria-label={crop.zoom}
              aria-valuetext={crop.zoomValue(zoom)}
              min={0}
              max={Math.log(most)}
              step={0.01}
              value={Math.log(zoom)}
              onInput={({ currentTarget }) => zoomBy(Math.exp(Number(currentTarget.value)) / zoom)}
            />
            <button
              type="button"
              class="icon-button"
              aria-label={crop.zoomIn}
              onClick={() => zoomBy(BUTTON_ZOOM)}
            >
              <Icon name="plus" />
            </button>
          </div>
          <p class="soft small" id="stage-keys">
            {crop.keys}
          </p>
          <button
            type="button"
            class="button large wide"
            onClick={() => void ask(toRegion(frame, picture))}
          >
            {crop.classify}
          </button>
        </div>
      </div>
    </Screen>
  )
}
