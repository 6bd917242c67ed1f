import type { GradientRule } from './rule.ts'
import { hardSwishGradient, reluGradient, sigmoidGradient } from './rules/activation.ts'
import {
  addGradient,
  divGradient,
  expGradient,
  identityGradient,
  mulGradient,
  negGradient,
  sqrtGradient,
  subGradient,
} from './rules/arithmetic.ts'
import { batchNormInferenceGradient, batchNormTrainingGradient } from './rules/batch-norm.ts'
import { clipGradient } from './rules/clip.ts'
import { convolutionGradient } from './rules/convolution.ts'
import { straightThroughGradient } from './rules/fake-quantize.ts'
import {
  globalAveragePoolGradient,
  reduceMeanGradient,
  reduceSumGradient,
  reshapeGradient,
  transposeGradient,
} from './rules/layout.ts'
import { gemmGradient, matMulGradient } from './rules/linear.ts'
import { logSoftmaxGradient, softmaxGradient } from './rules/softmax.ts'

/** The backward rule of each operator, by `domain::op`. One more operator is one more entry. */
export const GRADIENT_RULES: Readonly<Record<string, GradientRule>> = {
  Add: addGradient,
  BatchNormalization: batchNormInferenceGradient,
  Clip: clipGradient,
  Conv: convolutionGradient,
  Div: divGradient,
  Exp: expGradient,
  Gemm: gemmGradient,
  GlobalAveragePool: globalAveragePoolGradient,
  HardSwish: hardSwishGradient,
  Identity: identityGradient,
  LogSoftmax: logSoftmaxGradient,
  MatMul: matMulGradient,
  Mul: mulGradient,
  Neg: negGradient,
  ReduceMean: reduceMeanGradient,
  ReduceSum: reduceSumGradient,
  Relu: reluGradient,
  Reshape: reshapeGradient,
  Sigmoid: sigmoidGradient,
  Softmax: softmaxGradient,
  Sqrt: sqrtGradient,
  Sub: subGradient,
  Transpose: transposeGradient,
  'dermalite::BatchNorm': batchNormTrainingGradient,
  'dermalite::RoundToLevels': straightThroughGradient,
  'dermalite::RoundWeight': straightThroughGradient,
}
