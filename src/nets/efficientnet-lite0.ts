import { blocksOf, type InvertedResidualNet, type Stage } from './inverted-residuals.ts'

/** EfficientNet-B0 (Tan & Le, EfficientNet, 2019, table 1). */
const STAGES: readonly Stage[] = [
  { kernel: 3, expansion: 1, channels: 16, repetitions: 1, stride: 1 },
  { kernel: 3, expansion: 6, channels: 24, repetitions: 2, stride: 2 },
  { kernel: 5, expansion: 6, channels: 40, repetitions: 2, stride: 2 },
  { kernel: 3, expansion: 6, channels: 80, repetitions: 3, stride: 2 },
  { kernel: 5, expansion: 6, channels: 112, repetitions: 3, stride: 1 },
  { kernel: 5, expansion: 6, channels: 192, repetitions: 4, stride: 2 },
  { kernel: 3, expansion: 6, channels: 320, repetitions: 1, stride: 1 },
]

const STEM_CHANNELS = 32
const HEAD_CHANNELS = 1280

/**
 * The layers of an EfficientNet-Lite0: EfficientNet-B0 with ReLU6 and without squeeze-and-excitation, for int8
 * (https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite).
 *
 * @param width multiplies the channels of the blocks; stem and head keep theirs, as in the larger Lite networks
 */
export function efficientNetLite0(width = 1): InvertedResidualNet {
  return {
    stemChannels: STEM_CHANNELS,
    blocks: blocksOf(STAGES, { stemChannels: STEM_CHANNELS, width }),
    headChannels: HEAD_CHANNELS,
  }
}
