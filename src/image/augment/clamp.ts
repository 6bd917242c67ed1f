/** Into 0 to 255. */
export function clampToByte(value: number): number {
  return Math.min(Math.max(value, 0), 255)
}
