import type { Builder } from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { relu6, swish } from '../graph/operators/activation.ts'
import { batchNorm } from '../graph/operators/batch-norm.ts'
import { efficientNetLite0 } from './efficientnet-lite0.ts'
import { efficientNetV2B0 } from './efficientnet-v2-b0.ts'
import { invertedResidualFeatures } from './inverted-residuals.ts'
import type { BatchNormForm, Normalize } from './layer.ts'
import { type MobileNetV2Options, mobileNetV2 } from './mobilenet-v2.ts'
import type { ParameterSource } from './parameter.ts'

const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const
const IMAGENET_STD = [0.229, 0.224, 0.225] as const
const MOBILENET_EPSILON = 1e-5
const EFFICIENTNET_EPSILON = 1e-3

/** A backbone: the graph from normalised image to last features, and how its input is normalised. */
export type Architecture = {
  readonly name: string
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
  /** @param normalize computes each BatchNorm that is not folded; by its running statistics where left out */
  features(builder: Builder, image: Value, parameter: ParameterSource, normalize?: Normalize): Value
}

/** `mobilenet-v2-gluon` has one more pointwise convolution in its first block. */
export const ARCHITECTURES = [
  'mobilenet-v2',
  'mobilenet-v2-gluon',
  'efficientnet-lite0',
  'efficientnetv2-b0',
] as const

export type ArchitectureName = (typeof ARCHITECTURES)[number]

export type ArchitectureOptions = {
  readonly architecture: ArchitectureName
  /** Multiplies the channel counts. */
  readonly width: number
  readonly batchNorm: BatchNormForm
}

export function createArchitecture(options: ArchitectureOptions): Architecture {
  const { architecture, width, batchNorm } = options
  switch (architecture) {
    case 'mobilenet-v2':
      return mobileNetV2Architecture(width, { batchNorm })
    case 'mobilenet-v2-gluon':
      return mobileNetV2Architecture(width, { batchNorm, expandsFirst: true })
    case 'efficientnet-lite0':
      return efficientNetLite0Architecture(width, batchNorm)
    case 'efficientnetv2-b0':
      return efficientNetV2B0Architecture(width, batchNorm)
  }
}

/** @param width multiplies the channel counts; 1 is the published network */
export function mobileNetV2Architecture(
  width = 1,
  {
    batchNorm: form = 'folded',
    expandsFirst = false,
  }: MobileNetV2Options & { readonly batchNorm?: BatchNormForm } = {},
): Architecture {
  const net = mobileNetV2(width, { expandsFirst })
  return {
    name: `mobilenet-v2-${expandsFirst ? 'gluon-' : ''}${width.toFixed(2)}`,
    mean: IMAGENET_MEAN,
    std: IMAGENET_STD,
    features(builder, image, parameter, normalize = batchNorm) {
      const norm = form === 'trained' ? { normalize, epsilon: MOBILENET_EPSILON } : undefined
      return invertedResidualFeatures(
        { builder, parameter, padding: 'symmetric', norm, activation: relu6 },
        net,
        image,
      )
    },
  }
}

/** Its input is (RGB - 127) / 128, RGB from 0 to 255, and it pads as TensorFlow does. */
export function efficientNetLite0Architecture(
  width = 1,
  form: BatchNormForm = 'folded',
): Architecture {
  const net = efficientNetLite0(width)
  const [mean, std] = [127 / 255, 128 / 255]
  return {
    name: `efficientnet-lite0-${width.toFixed(2)}`,
    mean: [mean, mean, mean],
    std: [std, std, std],
    features(builder, image, parameter, normalize = batchNorm) {
      const norm = form === 'trained' ? { normalize, epsilon: EFFICIENTNET_EPSILON } : undefined
      const style = { builder, parameter, padding: 'same', norm, activation: relu6 } as const
      return invertedResidualFeatures(style, net, image)
    },
  }
}

/** It is normalised like ImageNet, pads as TensorFlow does, and has Swish, squeeze-and-excitation and fused blocks. */
export function efficientNetV2B0Architecture(
  width = 1,
  form: BatchNormForm = 'folded',
): Architecture {
  const net = efficientNetV2B0(width)
  return {
    name: `efficientnetv2-b0-${width.toFixed(2)}`,
    mean: IMAGENET_MEAN,
    std: IMAGENET_STD,
    features(builder, image, parameter, normalize = batchNorm) {
      const norm = form === 'trained' ? { normalize, epsilon: EFFICIENTNET_EPSILON } : undefined
      const style = { builder, parameter, padding: 'same', norm, activation: swish } as const
      return invertedResidualFeatures(style, net, image)
    },
  }
}
