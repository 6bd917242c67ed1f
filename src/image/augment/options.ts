import { z } from 'zod'

const probability = z.number().min(0).max(1)

/** How strongly pictures are changed while training; each draw is uniform in the range named. */
export const augmentOptionsSchema = z.strictObject({
  /** Turn by any angle. */
  rotate: z.boolean().default(true),
  /** Mirror, with probability a half. */
  flip: z.boolean().default(true),
  /** Zoom factors, smallest and largest; above 1 the lesion appears larger. */
  scale: z.tuple([z.number().positive(), z.number().positive()]).default([0.8, 1.3]),
  /** Stretch of one axis against the other, up to this share. */
  aspect: z.number().min(0).max(0.5).default(0.1),
  /** Move by up to this share of the side, both ways. */
  shift: z.number().min(0).max(0.5).default(0.1),
  /** Factor around 1 on all channels. */
  brightness: z.number().min(0).max(1).default(0.2),
  /** Factor around 1 on the distance from mid-grey. */
  contrast: z.number().min(0).max(1).default(0.2),
  /** Factor around 1 on the distance from grey. */
  saturation: z.number().min(0).max(1).default(0.2),
  /** Factor around 1 on each channel by itself (white balance). */
  gain: z.number().min(0).max(1).default(0.06),
  /** Probability of a Gaussian blur. */
  blur: probability.default(0.1),
  /** Probability of sharpening. */
  sharpen: probability.default(0.1),
  /** Probability of drawn hairs. */
  hair: probability.default(0.1),
  /** Probability of a covered rectangle (Zhong et al., Random erasing, 2020). */
  erase: probability.default(0.1),
  /** Probability of shades-of-grey colour constancy (Finlayson & Trezzi, 2004). */
  colourConstancy: probability.default(0),
})

export type AugmentOptions = z.infer<typeof augmentOptionsSchema>
