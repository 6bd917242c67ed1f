import { bootstrapIntervals } from '../../metrics/bootstrap.ts'
import type { Timing } from '../../report/tradeoff-file.ts'

/**
 * What paired times say: median and 95th percentile, and how many times as fast as the reference, as the median over rounds of
 * the ratio within a round, with a bootstrap interval over rounds.
 *
 * @param times milliseconds of each round; `reference` those of the reference in the same rounds
 */
export function summarizeTimes(times: Float64Array, reference: Float64Array): Timing {
  const ratios = times.map((time, round) => reference[round]! / time)
  const { speedup } = bootstrapIntervals(
    (rounds) => ({
      speedup: quantile(
        Float64Array.from(rounds, (i) => ratios[i]!),
        0.5,
      ),
    }),
    Array.from(ratios.keys()),
  )
  return {
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    speedup: quantile(ratios, 0.5),
    speedupInterval: speedup!,
  }
}

/** Linear interpolation between order statistics (Hyndman and Fan, 1996, type 7). */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort()
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}
