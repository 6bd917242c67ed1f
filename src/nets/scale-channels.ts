/** Rounds to a multiple of 8 without losing more than 10 % (the reference implementation's `make_divisible`). */
export function scaleChannels(channels: number, width: number): number {
  const scaled = channels * width
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8)
  return rounded < 0.9 * scaled ? rounded + 8 : rounded
}
