/** What fingers, a mouse or a wheel ask for, in CSS pixels of the element. */
export type Gestures = {
  onPan(dx: number, dy: number): void
  /** @param factor above 1: closer */
  onZoom(factor: number, x: number, y: number): void
  onTap(x: number, y: number): void
}

type Point = { readonly x: number; readonly y: number }

/** A finger that moves less has tapped. */
const TAP_DISTANCE = 6

/** Drag with one pointer, pinch with two, zoom with the wheel, tap; until `signal` aborts. */
export function listenToGestures(
  element: HTMLElement,
  { onPan, onZoom, onTap }: Gestures,
  signal: AbortSignal,
): void {
  const pointers = new Map<number, Point>()
  let travelled = 0
  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }

  const onDown = (event: PointerEvent) => {
    element.setPointerCapture(event.pointerId)
    if (pointers.size === 0) travelled = 0
    pointers.set(event.pointerId, at(event))
  }
  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId)
    if (!before) return
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    const now = at(event)
    pointers.set(event.pointerId, now)
    travelled += distance(before, now)
    if (!other) return onPan(now.x - before.x, now.y - before.y)
    const [middle, earlier] = [between(now, other), between(before, other)]
    onPan(middle.x - earlier.x, middle.y - earlier.y)
    const apart = distance(before, other)
    if (apart > 0) onZoom(distance(now, other) / apart, middle.x, middle.y)
  }
  const onUp = (event: PointerEvent) => {
    const alone = pointers.size === 1
    if (!pointers.delete(event.pointerId) || event.type === 'pointercancel') return
    const { x, y } = at(event)
    if (alone && travelled < TAP_DISTANCE) onTap(x, y)
    else if (alone === false) travelled = TAP_DISTANCE
  }
  const onWheel = (event: WheelEvent) => {
    event.preventDefault()
    const { x, y } = at(event)
    onZoom(Math.exp(-event.deltaY / 400), x, y)
  }
  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onUp, { signal })
  element.addEventListener('pointercancel', onUp, { signal })
  element.addEventListener('wheel', onWheel, { signal, passive: false })
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
