import { bootstrapIntervals } from '../../metrics/bootstrap.ts'
import { quantile } from '../../metrics/quantile.ts'
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
      speedup: quantile(Float64Array.from(rounds, (i) => ratios[i]!).sort(), 0.5),
    }),
    Array.from(ratios.keys()),
  )
  const sorted = times.toSorted()
  return {
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    speedup: quantile(ratios.toSorted(), 0.5),
    speedupInterval: speedup!,
  }
}
