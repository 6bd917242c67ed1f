import { z } from 'zod'

const probability = z.number().min(0).max(1)
const range = z
  .tuple([z.number().positive(), z.number().positive()])
  .refine(([smallest, largest]) => smallest <= largest, 'must be [smallest, largest]')

/**
 * How strongly pictures are changed while training. Ranges are drawn from uniformly, zoom and stretch by their logarithm;
 * 0 turns an idea off.
 */
export const augmentOptionsSchema = z.strictObject({
  /** Turn by any angle. */
  rotate: z.boolean().default(true),
  /** Mirror, with probability a half. */
  flip: z.boolean().default(true),
  /** Zoom factors, smallest and largest; above 1 the lesion appears larger. */
  scale: range.default([0.8, 1.3]),
  /** Stretch of one axis against the other, up to this share; with a turn before it, a shear. */
  aspect: z.number().min(0).max(0.5).default(0.1),
  /** Move by up to this share of the side, both ways. */
  shift: z.number().min(0).max(0.5).default(0.1),
  /** Factor around 1 on all channels. */
  brightness: z.number().min(0).max(1).default(0.2),
  /** Factor around 1 on the distance from mid-grey. */
  contrast: z.number().min(0).max(1).default(0.2),
  /** Factor around 1 on the distance from grey. */
  saturation: z.number().min(0).max(1).default(0.2),
  /** Turn of the colour circle, up to this share of it, both ways. */
  hue: z.number().min(0).max(0.5).default(0),
  /** Factor around 1 on each channel by itself (white balance). */
  gain: z.number().min(0).max(1).default(0.06),
  /** Probability of a Gaussian blur. */
  blur: probability.default(0.1),
  /** Probability of sharpening. */
  sharpen: probability.default(0.1),
  /** Probability of drawn hairs. */
  hair: probability.default(0.1),
  /** Probability of the marks of a drawn ruler. */
  ruler: probability.default(0),
  /** Probability of a covered rectangle. */
  erase: probability.default(0.1),
  /** Probability of JPEG compression. */
  jpeg: probability.default(0),
  /** Probability of shades-of-grey colour constancy. */
  colourConstancy: probability.default(0),
})

export type AugmentOptions = z.infer<typeof augmentOptionsSchema>
