import type { Lowering } from '../lowering.ts'
import { batchNorm, batchNormGradient, batchNormTraining } from './batch-norm.ts'
import { convolution } from './convolution.ts'
import { add, clipGradient, globalAveragePool, sigmoid, swishGradient } from './elementwise.ts'
import { inputGradient } from './input-gradient.ts'
import { mul, spreadMaps } from './maps.ts'
import { biasGradient, weightGradient } from './weight-gradient.ts'

/** Operators that have a form in the blocked layout; each returns false where its shapes do not allow it. */
export const BLOCKED_LOWERINGS: Readonly<Record<string, Lowering>> = {
  Add: add,
  BatchNormalization: batchNorm,
  Conv: convolution,
  GlobalAveragePool: globalAveragePool,
  Mul: mul,
  Sigmoid: sigmoid,
  'dermalite::BatchNorm': batchNormTraining,
  'dermalite::BatchNormGradient': batchNormGradient,
  'dermalite::ClipGradient': clipGradient,
  'dermalite::ConvBiasGradient': biasGradient,
  'dermalite::ConvInputGradient': inputGradient,
  'dermalite::ConvWeightGradient': weightGradient,
  'dermalite::SpreadMaps': spreadMaps,
  'dermalite::SwishGradient': swishGradient,
}
