import type { Builder } from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { mobileNetV2, mobileNetV2Features } from './mobilenet-v2.ts'
import type { ParameterSource } from './parameter.ts'

const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const
const IMAGENET_STD = [0.229, 0.224, 0.225] as const

/** A backbone: the graph from normalised image to last features, and how its input is normalised. */
export type Architecture = {
  readonly name: string
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
  features(builder: Builder, image: Value, parameter: ParameterSource): Value
}

/** @param width multiplies the channel counts; 1 is the published network */
export function mobileNetV2Architecture(width = 1): Architecture {
  const net = mobileNetV2(width)
  return {
    name: `mobilenet-v2-${width.toFixed(2)}`,
    mean: IMAGENET_MEAN,
    std: IMAGENET_STD,
    features: (builder, image, parameter) => mobileNetV2Features(builder, net, image, parameter),
  }
}
