const DAY_MS = 24 * 3600 * 1000

/** How many midnights lie between two times, where the device is. */
export function daysApart(a: number, b: number): number {
  return Math.round(Math.abs(midnightBefore(a) - midnightBefore(b)) / DAY_MS)
}

const midnightBefore = (time: number) => new Date(time).setHours(0, 0, 0, 0)
