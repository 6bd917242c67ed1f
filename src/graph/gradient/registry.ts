import type { GradientRule } from './rule.ts'
import { hardSwishGradient, logSoftmaxGradient, sigmoidGradient } from './rules/activation.ts'
import {
  addGradient,
  divGradient,
  identityGradient,
  mulGradient,
  negGradient,
  sqrtGradient,
  subGradient,
} from './rules/arithmetic.ts'
import { clipGradient } from './rules/clip.ts'
import { convolutionGradient } from './rules/convolution.ts'
import {
  globalAveragePoolGradient,
  reduceMeanGradient,
  reduceSumGradient,
  reshapeGradient,
  transposeGradient,
} from './rules/layout.ts'
import { gemmGradient } from './rules/linear.ts'

/** The backward rule of each operator, by `domain::op`. One more operator is one more entry. */
export const GRADIENT_RULES: Readonly<Record<string, GradientRule>> = {
  Add: addGradient,
  Clip: clipGradient,
  Conv: convolutionGradient,
  Div: divGradient,
  Gemm: gemmGradient,
  GlobalAveragePool: globalAveragePoolGradient,
  HardSwish: hardSwishGradient,
  Identity: identityGradient,
  LogSoftmax: logSoftmaxGradient,
  Mul: mulGradient,
  Neg: negGradient,
  ReduceMean: reduceMeanGradient,
  ReduceSum: reduceSumGradient,
  Reshape: reshapeGradient,
  Sigmoid: sigmoidGradient,
  Sqrt: sqrtGradient,
  Sub: subGradient,
  Transpose: transposeGradient,
}
