import { DermaliteError } from '../errors.ts'
import { createRandom } from '../random.ts'

const PERMUTATION_STREAM = 0x7065726d
const ORDER_STREAM = 0x6f726472

export type EpochOrderOptions = {
  /** The class of every sample, in [0, classCount). */
  readonly labels: readonly number[]
  readonly classCount: number
  readonly seed: number
  /** From 0. */
  readonly epoch: number
  /** A class of n samples is drawn in proportion to n^power: 1 as they are, 0 all alike. */
  readonly power: number
}

/**
 * The positions of the samples that one epoch visits, as many as there are samples. Each class has an endless sequence of
 * shuffled permutations of its samples, and each epoch takes the next stretch of it: no sample comes a second time
 * before all others of its class came, over epochs too. With power 1 every epoch is a permutation of all samples.
 * Depends on seed and epoch alone, so that a resumed run needs no state.
 *
 * @throws DermaliteError `bad-argument` when there is no sample or a label is out of range
 */
export function epochOrder(options: EpochOrderOptions): Int32Array {
  const { labels, seed, epoch, power } = options
  const members = groupByClass(options)
  const quotas = classQuotas(
    members.map(({ length }) => length),
    labels.length,
    power,
  )
  const drawn = members.flatMap((samples, label) => {
    const start = epoch * quotas[label]!
    return drawCyclic(samples, start, quotas[label]!, [seed, label])
  })
  return Int32Array.from(createRandom(ORDER_STREAM, seed, epoch).shuffle(drawn))
}

function groupByClass({ labels, classCount }: EpochOrderOptions): number[][] {
  const members = Array.from({ length: classCount }, (): number[] => [])
  labels.forEach((label, position) => {
    const samples = members[label]
    if (samples === undefined) {
      throw new DermaliteError(
        'bad-argument',
        `sample ${position} has the label ${label}, there are ${classCount} classes`,
        'Number the classes from 0.',
      )
    }
    samples.push(position)
  })
  if (labels.length === 0) {
    throw new DermaliteError(
      'bad-argument',
      'there is no sample to draw from',
      'Give the training set at least one image.',
    )
  }
  return members
}

/** Shares `total` out in proportion to count^power, in whole numbers, by the largest remainder; empty classes get none. */
export function classQuotas(counts: readonly number[], total: number, power: number): number[] {
  const weights = counts.map((count) => (count === 0 ? 0 : count ** power))
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const quotas = exact.map(Math.floor)
  const missing = total - quotas.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((share, label) => ({ label, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.label - b.label)
  for (const { label } of byRemainder.slice(0, missing)) quotas[label]!++
  return quotas
}

function drawCyclic(
  samples: readonly number[],
  start: number,
  count: number,
  keys: readonly number[],
): number[] {
  const drawn: number[] = []
  while (drawn.length < count) {
    const position = start + drawn.length
    const cycle = Math.floor(position / samples.length)
    const permutation = createRandom(PERMUTATION_STREAM, ...keys, cycle).shuffle([...samples])
    const offset = position % samples.length
    for (const sample of permutation.slice(offset, offset + count - drawn.length))
      drawn.push(sample)
  }
  return drawn
}
