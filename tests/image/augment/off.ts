import { augmentOptionsSchema } from '../../../src/image/augment/options.ts'

/** Every option at nothing. */
export const OFF = augmentOptionsSchema.parse({
  rotate: false,
  flip: false,
  scale: [1, 1],
  aspect: 0,
  shift: 0,
  brightness: 0,
  contrast: 0,
  saturation: 0,
  hue: 0,
  gain: 0,
  blur: 0,
  sharpen: 0,
  hair: 0,
  ruler: 0,
  erase: 0,
  jpeg: 0,
  colourConstancy: 0,
})
