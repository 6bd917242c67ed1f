import { estimateNumbers, type Numbers } from '../../metrics/estimate.ts'
import { separation } from '../../metrics/separation.ts'
import type { MeasuredStrangeness } from '../../report/uncertainty-file.ts'
import type { Labelled, Strange } from '../calibration/gather.ts'
import type { StrangenessScores } from '../calibration/strangeness.ts'

/**
 * How well each score tells lesions from what the model should not know, and what the shipped threshold flags; intervals over
 * lesions and strange pictures.
 */
export function measureStrangeness(
  known: Labelled,
  strange: readonly Strange[],
  scores: StrangenessScores,
  threshold: number,
): MeasuredStrangeness {
  const [shipped] = Object.keys(scores)
  const flaggedShare = (values: ArrayLike<number>) =>
    Array.from(values).filter((score) => score > threshold).length / values.length
  const ours = Object.entries(scores).map(([name, of]) => ({ name, of, known: of(known) }))
  const kinds = strange.map(({ name, outputs }) => {
    const theirs = ours.map(({ of }) => of(outputs))
    const groups = [
      ...known.groups.map((group) => `lesion ${group}`),
      ...Array.from(theirs[0]!, (_, picture) => `picture ${picture}`),
    ]
    const numbers = estimateNumbers((rows) => {
      const lesions = rows.filter((row) => row < known.count)
      const pictures = rows.filter((row) => row >= known.count).map((row) => row - known.count)
      const measures = ours.map(({ name, known }, i): [string, Numbers] => {
        const their = Float64Array.from(pictures, (row) => theirs[i]![row]!)
        const own = Float64Array.from(lesions, (row) => known[row]!)
        const { auroc, fpr95 } = separation(own, their)
        return [name, { auroc, fpr95 }]
      })
      const flagged = pictures.length
        ? flaggedShare(Float64Array.from(pictures, (row) => theirs[0]![row]!))
        : null
      return { flagged, scores: Object.fromEntries(measures) }
    }, groups)
    return { against: name, images: outputs.count, ...numbers }
  })
  const { flagged } = estimateNumbers(
    (rows) => ({ flagged: flaggedShare(Float64Array.from(rows, (row) => ours[0]!.known[row]!)) }),
    known.groups,
  )
  return { score: shipped!, threshold, flagged, kinds } as MeasuredStrangeness
}
