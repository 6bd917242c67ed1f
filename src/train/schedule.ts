export type Schedule = {
  /** Learning rate at the end of the warm-up. */
  readonly base: number
  /** Steps over which the rate grows linearly from base / warmupSteps to base. */
  readonly warmupSteps: number
  /** Steps of the whole run. */
  readonly totalSteps: number
  /** Learning rate that the cosine ends at. */
  readonly floor: number
}

/**
 * The learning rate of a step (from 0): linear warm-up (Goyal et al., 2017, section 2.2), then half a cosine down to the
 * floor (Loshchilov & Hutter, SGDR, ICLR 2017, equation 5, without restarts); the floor from `totalSteps` on.
 */
export function learningRateAt(
  step: number,
  { base, warmupSteps, totalSteps, floor }: Schedule,
): number {
  if (step < warmupSteps) return base * ((step + 1) / warmupSteps)
  if (step >= totalSteps) return floor
  const progress = (step - warmupSteps) / (totalSteps - warmupSteps)
  return floor + ((base - floor) * (1 + Math.cos(Math.PI * progress))) / 2
}
