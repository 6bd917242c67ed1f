import type { Mask } from './mask.ts'

/**
 * The connected part (by sides) whose positions weigh most together.
 *
 * @param weight of each position
 * @returns empty where the mask is
 */
export function heaviestComponent(mask: Mask, weight: Float32Array): Mask {
  const { width, height, data } = mask
  const labels = new Int32Array(data.length)
  const stack = new Int32Array(data.length)
  let [count, best, heaviest] = [0, 0, 0]
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || labels[start] !== 0) continue
    count += 1
    let total = 0
    const visit = (i: number) => {
      labels[i] = count
      total += weight[i]!
    }
    flood(mask, start, stack, (i) => data[i] === 1 && labels[i] === 0, visit)
    if (total > heaviest) [best, heaviest] = [count, total]
  }
  const part = Uint8Array.from(labels, (label) => (label === best && best > 0 ? 1 : 0))
  return { width, height, data: part }
}

/** The mask with what it encloses: all that cannot be reached from the border of the picture. */
export function fillHoles(mask: Mask): Mask {
  const { width, height, data } = mask
  const filled = new Uint8Array(data.length).fill(1)
  const stack = new Int32Array(data.length)
  const outside = (i: number) => data[i] === 0 && filled[i] === 1
  const visit = (i: number) => {
    filled[i] = 0
  }
  for (const i of borderPositions(mask)) {
    if (outside(i)) flood(mask, i, stack, outside, visit)
  }
  return { width, height, data: filled }
}

/** Every position on the border of a map, corners once. */
export function* borderPositions({ width, height }: Omit<Mask, 'data'>): Generator<number> {
  for (let x = 0; x < width; x++) yield x
  for (let y = 1; y < height - 1; y++) {
    yield y * width
    if (width > 1) yield (y + 1) * width - 1
  }
  if (height > 1) for (let x = 0; x < width; x++) yield (height - 1) * width + x
}

/** Visits a position and all that are connected to it; `visit` must make `belongs` false. */
function flood(
  { width, data }: Mask,
  start: number,
  stack: Int32Array,
  belongs: (i: number) => boolean,
  visit: (i: number) => void,
): void {
  let size = 0
  const push = (i: number) => {
    if (!belongs(i)) return
    visit(i)
    stack[size++] = i
  }
  push(start)
  while (size > 0) {
    const i = stack[--size]!
    const column = i % width
    if (column > 0) push(i - 1)
    if (column < width - 1) push(i + 1)
    if (i >= width) push(i - width)
    if (i < data.length - width) push(i + width)
  }
}
