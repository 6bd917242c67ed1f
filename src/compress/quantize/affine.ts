/** Ends of the numbers that a tensor's 8 bits are to cover. */
export type Range = { readonly min: number; readonly max: number }

/** x = (q - zeroPoint) * scale for q in 0 to 255 (Jacob et al., Quantization and Training of Neural Networks, 2018, eq. 1). */
export type Quantization = {
  /** Positive, a float32. */
  readonly scale: number
  /** Whole, 0 to 255: what stands for 0. */
  readonly zeroPoint: number
}

/** The largest uint8. */
export const LEVELS = 255

/** The quantization that covers a range, widened to hold 0, which it represents exactly. */
export function quantizationOf({ min, max }: Range): Quantization {
  const low = Math.min(min, 0)
  const span = Math.max(max, 0) - low
  const scale = Math.fround(span / LEVELS)
  return scale > 0
    ? { scale, zeroPoint: Math.min(Math.round((0 - low) / scale), LEVELS) }
    : { scale: 1, zeroPoint: 0 }
}

/** The nearest number that the quantization represents. */
export function roundTrip(value: number, { scale, zeroPoint }: Quantization): number {
  const level = Math.round(value / scale) + zeroPoint
  return (Math.min(Math.max(level, 0), LEVELS) - zeroPoint) * scale
}
