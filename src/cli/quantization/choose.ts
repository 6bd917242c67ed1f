import { evaluatePredictions } from '../../metrics/evaluate.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import type { QuantizationCandidate } from '../../report/quantization-file.ts'
import { sameLabel } from './compare.ts'

/** What an int8 model keeps of the float model. */
export function measureCandidate(
  float: PredictionTable,
  int8: PredictionTable,
): Omit<QuantizationCandidate, 'method'> {
  const { balancedAccuracy, macroAuc } = evaluatePredictions(int8)
  return { balancedAccuracy, macroAuc, sameLabel: sameLabel(float, int8) }
}

/** The index of the largest sum of balanced accuracy and macro AUC; of equals, the one with more labels as before. */
export function bestCandidate(candidates: readonly QuantizationCandidate[]): number {
  const score = ({ balancedAccuracy, macroAuc }: QuantizationCandidate) =>
    balancedAccuracy + (macroAuc ?? 0)
  const [best] = [...candidates].sort((a, b) => score(b) - score(a) || b.sameLabel - a.sameLabel)
  return candidates.indexOf(best!)
}
