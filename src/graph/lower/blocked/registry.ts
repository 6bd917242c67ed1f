import type { Lowering } from '../lowering.ts'
import { biasGradient, convolution, inputGradient, weightGradient } from './convolution.ts'
import { add, clipGradient, globalAveragePool } from './elementwise.ts'

/** Operators that have a form in the blocked layout; each returns false where its shapes do not allow it. */
export const BLOCKED_LOWERINGS: Readonly<Record<string, Lowering>> = {
  Add: add,
  Conv: convolution,
  GlobalAveragePool: globalAveragePool,
  'dermalite::ClipGradient': clipGradient,
  'dermalite::ConvBiasGradient': biasGradient,
  'dermalite::ConvInputGradient': inputGradient,
  'dermalite::ConvWeightGradient': weightGradient,
}
