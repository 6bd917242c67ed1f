import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OpenedPicture } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'
import { type Frame, moved, zoomed } from './frame.ts'
import { listenToGestures } from './gestures.ts'

export type StageProps = {
  readonly picture: OpenedPicture
  readonly frame: Frame
  change(next: (frame: Frame) => Frame): void
}

/** Of the shorter side of the stage. */
const SQUARE = 0.86
const MOST_PIXELS_PER_PIXEL = 2
const KEY_STEP = 1 / 40
const KEY_ZOOM = 1.1

const KEYS: Readonly<Record<string, readonly [dx: number, dy: number] | undefined>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The picture under a fixed square, which shows what will be looked at. */
export function Stage({ picture, frame, change }: StageProps) {
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(stage)
  const square = Math.min(size.width, size.height) * SQUARE
  const scale = square / frame.side
  const { crop } = messages.value

  const latest = useRef({ size, scale })
  latest.current = { size, scale }

  useEffect(() => {
    const controller = new AbortController()
    const toPicture = (current: Frame, x: number, y: number) => {
      const { size, scale } = latest.current
      return {
        x: current.x + (x - size.width / 2) / scale,
        y: current.y + (y - size.height / 2) / scale,
      }
    }
    listenToGestures(
      stage.current!,
      {
        onPan(dx, dy) {
          const { scale } = latest.current
          change((now) => moved(now, -dx / scale, -dy / scale, picture))
        },
        onZoom(factor, x, y) {
          change((now) => zoomed(now, factor, picture, toPicture(now, x, y)))
        },
        onTap(x, y) {
          change((now) => {
            const { x: toX, y: toY } = toPicture(now, x, y)
            return moved(now, toX - now.x, toY - now.y, picture)
          })
        },
      },
      controller.signal,
    )
    return () => controller.abort()
  }, [picture, change])

  useLayoutEffect(() => {
    if (size !== UNKNOWN) draw(canvas.current!, picture, frame, size, scale)
  }, [picture, frame, size, scale])

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = KEYS[event.key]
    const closer = event.key === '+' || event.key === '='
    if (direction) {
      const [dx, dy] = direction
      const step = frame.side * KEY_STEP * (event.shiftKey ? 4 : 1)
      change((now) => moved(now, dx * step, dy * step, picture))
    } else if (closer || event.key === '-') {
      change((now) => zoomed(now, closer ? KEY_ZOOM : 1 / KEY_ZOOM, picture))
    } else return
    event.preventDefault()
  }

  return (
    <div
      class="stage"
      ref={stage}
      role="application"
      aria-label={crop.stage}
      aria-describedby="stage-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} />
      <div class="stage-square" style={{ width: `${square}px`, height: `${square}px` }}>
        <span />
      </div>
    </div>
  )
}

type Size = { readonly width: number; readonly height: number }

/** Before the first layout. */
const UNKNOWN: Size = { width: 1, height: 1 }

function useSize(element: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>(UNKNOWN)
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth, clientHeight } = element.current!
      setSize({ width: Math.max(clientWidth, 1), height: Math.max(clientHeight, 1) })
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element.current!)
    measure()
    return () => observer.disconnect()
  }, [element])
  return size
}

function draw(
  canvas: HTMLCanvasElement,
  { preview, width }: OpenedPicture,
  { x, y }: Frame,
  size: Size,
  scale: number,
): void {
  const density = Math.min(devicePixelRatio, MOST_PIXELS_PER_PIXEL)
  canvas.width = Math.round(size.width * density)
  canvas.height = Math.round(size.height * density)
  const context = canvas.getContext('2d')!
  const shrunk = preview.width / width
  const factor = (scale * density) / shrunk
  context.setTransform(
    factor,
    0,
    0,
    factor,
    (size.width / 2 - x * scale) * density,
    (size.height / 2 - y * scale) * density,
  )
  context.imageSmoothingQuality = 'high'
  context.drawImage(preview, 0, 0)
}
