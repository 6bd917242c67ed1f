import type { Mask } from './mask.ts'

/**
 * The connected part (by sides) whose positions weigh most together.
 *
 * @param weight of each position
 * @returns empty where the mask is
 */
export function heaviestComponent({ width, height, data }: Mask, weight: Float32Array): Mask {
  const open = data.slice()
  const queue = new Int32Array(data.length)
  let best = queue.subarray(0, 0)
  let heaviest = 0
  for (let start = 0; start < open.length; start++) {
    if (open[start] === 0) continue
    const part = queue.subarray(0, flood(open, width, start, queue))
    let total = 0
    for (let i = 0; i < part.length; i++) total += weight[part[i]!]!
    if (total > heaviest) [best, heaviest] = [part.slice(), total]
  }
  const component = new Uint8Array(data.length)
  for (let i = 0; i < best.length; i++) component[best[i]!] = 1
  return { width, height, data: component }
}

/** The mask with what it encloses: all that cannot be reached from the border of the picture. */
export function fillHoles({ width, height, data }: Mask): Mask {
  const open = new Uint8Array(data.length)
  for (let i = 0; i < open.length; i++) open[i] = 1 - data[i]!
  const queue = new Int32Array(data.length)
  const clear = (i: number) => {
    if (open[i] === 1) flood(open, width, i, queue)
  }
  for (let x = 0; x < width; x++) {
    clear(x)
    clear((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    clear(y * width)
    clear((y + 1) * width - 1)
  }
  for (let i = 0; i < open.length; i++) open[i]! |= data[i]!
  return { width, height, data: open }
}

/**
 * Closes all open positions that are connected to one, itself among them.
 *
 * @param open 1 where open
 * @param queue where to write the positions that were closed
 * @returns how many they are
 */
function flood(open: Uint8Array, width: number, start: number, queue: Int32Array): number {
  let count = 1
  open[start] = 0
  queue[0] = start
  for (let done = 0; done < count; done++) {
    const i = queue[done]!
    const column = i % width
    if (column > 0 && open[i - 1] === 1) {
      open[i - 1] = 0
      queue[count++] = i - 1
    }
    if (column < width - 1 && open[i + 1] === 1) {
      open[i + 1] = 0
      queue[count++] = i + 1
    }
    if (i >= width && open[i - width] === 1) {
      open[i - width] = 0
      queue[count++] = i - width
    }
    if (i + width < open.length && open[i + width] === 1) {
      open[i + width] = 0
      queue[count++] = i + width
    }
  }
  return count
}
