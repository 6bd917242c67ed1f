import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { calibrateLogits } from '../../uncertainty/calibration-map.ts'
import { dropoutLogits, type LinearHead } from '../../uncertainty/dropout.ts'
import { project } from '../../uncertainty/embedding-space.ts'
import { mutualInformation, normalizedEntropy } from '../../uncertainty/entropy.ts'
import { drawProbabilities, laplaceNoise, weightVariance } from '../../uncertainty/laplace.ts'
import { unpackMatrix } from '../../uncertainty/packed.ts'
import { logOdds } from '../../uncertainty/prior.ts'
import { probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import type { Outputs } from './collect.ts'

export type DoubtInputs = {
  readonly outputs: Outputs
  /** [N, K]: calibrated logits of the outputs. */
  readonly calibrated: Float64Array
  readonly trainingPrior: readonly number[]
  readonly prior: readonly number[]
}

const DROPOUT = { dropout: 0.2, draws: 32 }

/** Scores of each image that should be larger where the answer is wrong. */
export function doubtScores(
  { outputs, calibrated, trainingPrior, prior }: DoubtInputs,
  statistics: Pick<UncertaintyStatistics, 'embedding' | 'calibration'>,
  head: LinearHead | undefined,
): Record<string, Float64Array> {
  const classCount = prior.length
  const probabilities = probabilitiesUnder(calibrated, trainingPrior, prior)
  const channels = outputs.embeddings.length / outputs.count
  const shift = logOdds(prior, trainingPrior)
  const of = (score: (row: number) => number) =>
    Float64Array.from({ length: outputs.count }, (_, row) => score(row))
  const rowOf = <T extends Float32Array | Float64Array>(values: T, row: number, width: number) =>
    values.subarray(row * width, (row + 1) * width)
  const { basis, laplace } = statistics.embedding
  const space = { basis: unpackMatrix(basis), dimensions: basis.rows }
  const weights = { ...laplace, whitening: unpackMatrix(laplace.whitening) }
  const noise = laplaceNoise(laplace.factor, classCount)
  const scores = {
    'max probability': of((row) => 1 - Math.max(...rowOf(probabilities, row, classCount))),
    entropy: of((row) => normalizedEntropy(rowOf(probabilities, row, classCount))),
    'mutual information (Laplace)': of((row) => {
      const projection = project(space, rowOf(outputs.embeddings, row, channels))
      const logits = rowOf(calibrated, row, classCount).map((logit, k) => logit + shift[k]!)
      const draws = drawProbabilities(logits, noise, weightVariance(projection, weights))
      return mutualInformation(draws, classCount)
    }),
  }
  if (!head) return scores
  return {
    ...scores,
    'mutual information (dropout)': of((row) => {
      const draws = dropoutLogits(rowOf(outputs.embeddings, row, channels), head, DROPOUT)
      const mapped = calibrateLogits(draws, statistics.calibration)
      return mutualInformation(probabilitiesUnder(mapped, trainingPrior, prior), classCount)
    }),
  }
}
