import type { Builder } from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { batchNorm } from '../graph/operators/batch-norm.ts'
import type { BatchNormForm, Normalize } from './layer.ts'
import { type MobileNetV2Options, mobileNetV2, mobileNetV2Features } from './mobilenet-v2.ts'
import type { ParameterSource } from './parameter.ts'

const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const
const IMAGENET_STD = [0.229, 0.224, 0.225] as const
const GLUON_EPSILON = 1e-5

/** A backbone: the graph from normalised image to last features, and how its input is normalised. */
export type Architecture = {
  readonly name: string
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
  /** @param normalize computes each BatchNorm that is not folded; by its running statistics where left out */
  features(builder: Builder, image: Value, parameter: ParameterSource, normalize?: Normalize): Value
}

/** `mobilenet-v2-gluon` has one more pointwise convolution in its first block. */
export const ARCHITECTURES = ['mobilenet-v2', 'mobilenet-v2-gluon'] as const

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
      const norm = form === 'trained' ? { normalize, epsilon: GLUON_EPSILON } : undefined
      return mobileNetV2Features({ builder, parameter, padding: 'symmetric', norm }, net, image)
    },
  }
}
