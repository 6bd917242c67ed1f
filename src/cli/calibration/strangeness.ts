import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { type Separation, separation } from '../../metrics/separation.ts'
import { project } from '../../uncertainty/embedding-space.ts'
import { energy } from '../../uncertainty/energy.ts'
import { mahalanobisDistance } from '../../uncertainty/mahalanobis.ts'
import { distanceToNeighbour, toUnitLength } from '../../uncertainty/nearest-neighbours.ts'
import { unpackMatrix } from '../../uncertainty/packed.ts'
import type { Outputs } from './collect.ts'
import { evenly, type Strange } from './gather.ts'

const NEIGHBOUR = 10
const NEIGHBOURS = 1000

type Embedding = Omit<UncertaintyStatistics['embedding'], 'laplace'>
type Scorer = (outputs: Outputs) => Float64Array

/** Scores that should be larger for pictures that show no lesion under a dermatoscope; the first of them ships. */
export type StrangenessScores = Readonly<Record<string, Scorer>>

/** @param train embeddings of training images, to measure the distance to the nearest */
export function strangenessScores(embedding: Embedding, train: Outputs): StrangenessScores {
  const channels = train.embeddings.length / train.count
  const rows = evenly([...Array(train.count).keys()], NEIGHBOURS)
  const known = new Float32Array(rows.length * channels)
  for (const [i, row] of rows.entries())
    known.set(rowOf(train.embeddings, row, channels), i * channels)
  const units = toUnitLength(known, channels)
  return {
    Mahalanobis: mahalanobisScore(embedding),
    energy: scorer('logits', (logits) => energy(logits)),
    [`${NEIGHBOUR}th nearest neighbour`]: scorer('embeddings', (vector) =>
      distanceToNeighbour(toUnitLength(vector, channels), units, Math.min(NEIGHBOUR, rows.length)),
    ),
  }
}

export function mahalanobisScore({ basis, outOfDistribution }: Embedding): Scorer {
  const space = { basis: unpackMatrix(basis), dimensions: basis.rows }
  const gaussians = { ...outOfDistribution, means: unpackMatrix(outOfDistribution.means) }
  return scorer('embeddings', (vector) => mahalanobisDistance(project(space, vector), gaussians))
}

function scorer(from: 'logits' | 'embeddings', score: (row: Float32Array) => number): Scorer {
  return (outputs) => {
    const width = outputs[from].length / outputs.count
    return Float64Array.from({ length: outputs.count }, (_, row) =>
      score(rowOf(outputs[from], row, width)),
    )
  }
}

function rowOf(values: Float32Array, row: number, width: number): Float32Array {
  return values.subarray(row * width, (row + 1) * width)
}

export type StrangenessRow = {
  readonly score: string
  readonly against: string
  readonly images: number
} & Separation

/** Every score against every kind of strange picture. */
export function compareStrangeness(
  known: Outputs,
  strange: readonly Strange[],
  scores: StrangenessScores,
): StrangenessRow[] {
  return Object.entries(scores).flatMap(([score, of]) => {
    const ours = of(known)
    return strange.map(({ name, outputs }) => ({
      ...{ score, against: name, images: outputs.count },
      ...separation(ours, of(outputs)),
    }))
  })
}
