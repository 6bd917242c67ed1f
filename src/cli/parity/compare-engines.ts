import type { Manifest, Prior } from '../../classifier/index.ts'
import { argmaxRows } from '../../metrics/predictions.ts'
import type { ParityComparison } from '../../report/parity-file.ts'
import { calibratedProbabilities } from '../../uncertainty/probabilities.ts'

type Distance = Pick<
  ParityComparison,
  'maxLogitDifference' | 'meanProbabilityDifference' | 'sameLabel'
>

/**
 * How far two engines' answers to the same images lie apart.
 *
 * @param first logits [N, K] of one engine, `second` of the other
 */
export function compareEngines(
  first: Float32Array,
  second: Float32Array,
  manifest: Pick<Manifest, 'classes' | 'temperature' | 'trainingPrior'>,
  prior: Prior,
): Distance {
  const probabilities = (logits: Float32Array) =>
    calibratedProbabilities(logits, manifest, prior.frequencies)
  const [before, after] = [probabilities(first), probabilities(second)]
  const classCount = manifest.classes.length
  const [labels, others] = [argmaxRows(before, classCount), argmaxRows(after, classCount)]
  let maxLogitDifference = 0
  let sum = 0
  for (let i = 0; i < first.length; i++) {
    maxLogitDifference = Math.max(maxLogitDifference, Math.abs(first[i]! - second[i]!))
    sum += Math.abs(before[i]! - after[i]!)
  }
  const same = labels.reduce((count, label, row) => count + Number(label === others[row]), 0)
  return {
    maxLogitDifference,
    meanProbabilityDifference: sum / first.length,
    sameLabel: same / labels.length,
  }
}
