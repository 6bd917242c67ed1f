import { blocksOf, type InvertedResidualNet, type Stage } from './inverted-residuals.ts'
import { scaleChannels } from './scale-channels.ts'

/** EfficientNetV2-B0, the width and depth of EfficientNetV2-Base at a factor of 1 (Tan & Le, EfficientNetV2, 2021). */
const STAGES: readonly Stage[] = [
  { kernel: 3, expansion: 1, channels: 16, repetitions: 1, stride: 1, fused: true },
  { kernel: 3, expansion: 4, channels: 32, repetitions: 2, stride: 2, fused: true },
  { kernel: 3, expansion: 4, channels: 48, repetitions: 2, stride: 2, fused: true },
  { kernel: 3, expansion: 4, channels: 96, repetitions: 3, stride: 2, squeeze: 0.25 },
  { kernel: 3, expansion: 6, channels: 112, repetitions: 5, stride: 1, squeeze: 0.25 },
  { kernel: 3, expansion: 6, channels: 192, repetitions: 8, stride: 2, squeeze: 0.25 },
]

const STEM_CHANNELS = 32
const HEAD_CHANNELS = 1280

/**
 * The layers of an EfficientNetV2-B0
 * (https://github.com/google/automl/blob/master/efficientnetv2/effnetv2_configs.py, `efficientnetv2-b0`).
 *
 * @param width multiplies the channels of stem, blocks and head, as the larger networks of the family do
 */
export function efficientNetV2B0(width = 1): InvertedResidualNet {
  const stemChannels = scaleChannels(STEM_CHANNELS, width)
  return {
    stemChannels,
    blocks: blocksOf(STAGES, { stemChannels, width }),
    headChannels: scaleChannels(HEAD_CHANNELS, width),
  }
}
