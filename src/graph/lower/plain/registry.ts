import { clipGradientOf } from '../clip-gradient.ts'
import { roundToLevels, roundWeight } from '../fake-quantize.ts'
import type { Lowering } from '../lowering.ts'
import { swishGradientOf } from '../swish-gradient.ts'
import { batchNorm, batchNormGradient } from './batch-norm.ts'
import { biasGradient, inputGradient, weightGradient } from './convolution.ts'
import { spreadMaps } from './spread-maps.ts'

const clipGradient: Lowering = (context, node) => {
  const [dy, y, low, high] = node.inputs.map((name) => context.plain(name))
  context.setPlain(node.outputs[0]!, clipGradientOf(context.builder, dy!, y!, low!, high!))
  return true
}

const swishGradient: Lowering = (context, node) => {
  const [dy, gate, y] = node.inputs.map((name) => context.plain(name))
  context.setPlain(node.outputs[0]!, swishGradientOf(context.builder, dy!, gate!, y!))
  return true
}

/** Every `dermalite` operator in NCHW. */
export const PLAIN_LOWERINGS: Readonly<Record<string, Lowering>> = {
  'dermalite::BatchNorm': batchNorm,
  'dermalite::BatchNormGradient': batchNormGradient,
  'dermalite::ClipGradient': clipGradient,
  'dermalite::ConvBiasGradient': biasGradient,
  'dermalite::ConvInputGradient': inputGradient,
  'dermalite::ConvWeightGradient': weightGradient,
  'dermalite::RoundToLevels': roundToLevels,
  'dermalite::RoundWeight': roundWeight,
  'dermalite::SpreadMaps': spreadMaps,
  'dermalite::SwishGradient': swishGradient,
}
