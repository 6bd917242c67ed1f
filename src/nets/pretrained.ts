import type { ArchitectureName } from './architecture.ts'
import { efficientNetLite } from './pretrained/efficientnet-lite.ts'
import { gluonMobileNetV2 } from './pretrained/gluon.ts'
import { kerasEfficientNetV2 } from './pretrained/keras-efficientnet-v2.ts'
import { torchvisionMobileNetV2 } from './pretrained/torchvision.ts'
import type { WeightMapping } from './pretrained/weights.ts'

/** How the ImageNet weights of each backbone are read. */
export const PRETRAINED: Readonly<Record<ArchitectureName, WeightMapping>> = {
  'mobilenet-v2': torchvisionMobileNetV2,
  'mobilenet-v2-gluon': gluonMobileNetV2,
  'efficientnet-lite0': efficientNetLite,
  'efficientnetv2-b0': kerasEfficientNetV2,
}
