import { blocksOf, type InvertedResidualNet, type Stage } from './inverted-residuals.ts'
import { scaleChannels } from './scale-channels.ts'

/** Sandler et al., MobileNetV2, 2018, table 2. */
const STAGES: readonly Stage[] = [
  { kernel: 3, expansion: 1, channels: 16, repetitions: 1, stride: 1 },
  { kernel: 3, expansion: 6, channels: 24, repetitions: 2, stride: 2 },
  { kernel: 3, expansion: 6, channels: 32, repetitions: 3, stride: 2 },
  { kernel: 3, expansion: 6, channels: 64, repetitions: 4, stride: 2 },
  { kernel: 3, expansion: 6, channels: 96, repetitions: 3, stride: 1 },
  { kernel: 3, expansion: 6, channels: 160, repetitions: 3, stride: 2 },
  { kernel: 3, expansion: 6, channels: 320, repetitions: 1, stride: 1 },
]

const STEM_CHANNELS = 32
const HEAD_CHANNELS = 1280

export type MobileNetV2Options = {
  /** A pointwise convolution in the first block too, which expands by 1 (GluonCV); the paper leaves it out. */
  readonly expandsFirst?: boolean
}

/**
 * The layers of a MobileNetV2.
 *
 * @param width multiplies every channel count, rounded to multiples of 8; the head never shrinks below 1280
 */
export function mobileNetV2(width = 1, options: MobileNetV2Options = {}): InvertedResidualNet {
  const stemChannels = scaleChannels(STEM_CHANNELS, width)
  return {
    stemChannels,
    blocks: blocksOf(STAGES, { ...options, stemChannels, width }),
    headChannels: scaleChannels(HEAD_CHANNELS, Math.max(1, width)),
  }
}
