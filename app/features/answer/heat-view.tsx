import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { HeatMap } from '../../../src/explain/heat-map.ts'
import type { Region } from '../../../src/image/crop.ts'
import type { Mask } from '../../../src/image/lesion/mask.ts'
import { messages } from '../../i18n/messages.ts'
import { drawSquare, type ShownPicture } from './draw-square.ts'
import { evidenceSentence } from './evidence-sentence.ts'
import { HeatOutline } from './heat-outline.tsx'
import { paintHeat } from './paint-heat.ts'

export type { ShownPicture }

export type HeatViewProps = {
  readonly picture: ShownPicture
  readonly region: Region
  /** Whether the model still looks. */
  readonly waiting: boolean
  /** Undefined where none is to be shown. */
  readonly heat: HeatMap | undefined
  readonly lesion: Mask | null
  /** The class that the heat map speaks for. */
  readonly className: string
}

/** Of the map over the picture. */
export const START_OPACITY = 0.6
/** The line stays clear while the colours fade. */
const OUTLINE_LEAD = 2

/** The framed picture, and over it where the model looked. */
export function HeatView({ picture, region, waiting, heat, lesion, className }: HeatViewProps) {
  const photo = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const [opacity, setOpacity] = useState(START_OPACITY)
  const sliderId = useId()
  const { answer } = messages.value
  const words = answer.heat

  useEffect(() => {
    drawSquare(photo.current!, picture, region)
  }, [picture, region])
  useEffect(() => {
    if (heat) paintHeat(overlay.current!, heat)
  }, [heat])

  const alt = heat
    ? words.alt(className, evidenceSentence(heat, lesion, className))
    : words.photoAlt
  return (
    <figure class="heat">
      <div class="heat-picture" role="img" aria-label={alt}>
        <canvas ref={photo} />
        <canvas ref={overlay} class="heat-overlay" style={{ opacity: heat ? opacity : 0 }} />
        {heat && <HeatOutline heat={heat} opacity={Math.min(1, opacity * OUTLINE_LEAD)} />}
        {waiting && <span class="heat-scan" />}
      </div>
      {heat && (
        <figcaption>
          <p class="small">{evidenceSentence(heat, lesion, className)}</p>
          <div class="heat-controls">
            <label class="small soft" for={sliderId}>
              {words.opacity}
            </label>
            <input
              id={sliderId}
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={opacity}
              aria-valuetext={messages.value.common.percent(opacity)}
              onInput={({ currentTarget }) => setOpacity(Number(currentTarget.value))}
            />
            <span class="heat-legend small soft">
              <span aria-hidden="true" />
              {words.legend}
            </span>
          </div>
        </figcaption>
      )}
    </figure>
  )
}
