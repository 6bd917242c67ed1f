import {
  type BootstrapOptions,
  bootstrapIntervals,
  type Interval,
  type Statistics,
} from './bootstrap.ts'
import { expectedCalibrationError } from './calibration.ts'
import { argmaxRows, checkPredictions, meanOfPresent, type Predictions } from './predictions.ts'

/** Fewer images than this, and a group is called small: its numbers say little. */
export const SMALL_GROUP = 30
/** Fewer images of a class than this, and its sensitivity within a group is left out; so for all malignant classes together. */
export const MIN_CLASS_IMAGES = 10

export type GroupedPredictions = Predictions & {
  readonly classes: readonly string[]
  /** The lesion of each image; images of one lesion are drawn together. */
  readonly lesions: readonly string[]
  /** The group of each image, such as its age band. */
  readonly groups: readonly string[]
  /** Whether the prediction set of each image holds its class, 1 or 0; left out where there are no sets. */
  readonly covered?: ArrayLike<number> | undefined
}

export type MalignancyRule = {
  /** Those of the classes that are malignant. */
  readonly classes: readonly string[]
  /** An image is called malignant where their probabilities sum to this or more. */
  readonly threshold: number
}

/**
 * How a classifier fares on one group. Every metric is null where the group cannot say:
 *
 * - `malignant.sensitivity`, `malignant.specificity`: at the threshold of the rule, for at least 10 malignant, 10 other images;
 * - `<class>.sensitivity`: for classes of at least 10 images in the group;
 * - `balancedAccuracy`: the mean of these sensitivities, so groups that lack a class are not compared on equal terms;
 * - `coverage`: share of the images whose prediction set holds their class;
 * - `ece`: calibration error, 15 bins; it grows as a group shrinks, even for a perfectly calibrated classifier;
 * - `overconfidence`: mean probability of the answers minus the share that is right, which does not.
 */
export type GroupMetrics = {
  readonly n: number
  readonly lesions: number
  /** Images of malignant classes. */
  readonly malignant: number
  /** Fewer than 30 images. */
  readonly small: boolean
  readonly metrics: Readonly<Record<string, number | null>>
  /** Percentile bootstrap over the lesions of the group; left out where a metric is null or the same on every draw. */
  readonly intervals: Readonly<Record<string, Interval>>
}

/**
 * Measures each group on its own, in the order of the names of the groups.
 *
 * @throws DermaliteError `bad-argument`: see `checkPredictions` and `bootstrapIntervals`
 */
export function measureGroups(
  predictions: GroupedPredictions,
  rule: MalignancyRule,
  options?: BootstrapOptions,
): Record<string, GroupMetrics> {
  checkPredictions(predictions, predictions.classes.length)
  const judged = judge(predictions, rule)
  const names = [...new Set(predictions.groups)].sort()
  return Object.fromEntries(
    names.map((name) => {
      const rows = predictions.groups.flatMap((group, row) => (group === name ? [row] : []))
      return [name, measureGroup(judged, rows, options)]
    }),
  )
}

type Judged = GroupedPredictions & {
  /** Of each image: the answer, and whether truth and answer are malignant. */
  readonly answers: Int32Array
  readonly isMalignant: Uint8Array
  readonly calledMalignant: Uint8Array
}

function judge(predictions: GroupedPredictions, { classes, threshold }: MalignancyRule): Judged {
  const { labels, probabilities, classes: all } = predictions
  const malignant = classes.map((name) => all.indexOf(name)).filter((k) => k >= 0)
  const sum = (row: number) =>
    malignant.reduce((total, k) => total + probabilities[row * all.length + k]!, 0)
  return {
    ...predictions,
    answers: argmaxRows(probabilities, all.length),
    isMalignant: Uint8Array.from(labels, (label) => (malignant.includes(label) ? 1 : 0)),
    calledMalignant: Uint8Array.from(labels, (_, row) => (sum(row) >= threshold ? 1 : 0)),
  }
}

function measureGroup(
  judged: Judged,
  rows: readonly number[],
  options: BootstrapOptions | undefined,
): GroupMetrics {
  const counted = judged.classes
    .map((_, k) => k)
    .filter((k) => rows.filter((row) => judged.labels[row] === k).length >= MIN_CLASS_IMAGES)
  const malignant = rows.filter((row) => judged.isMalignant[row] === 1).length
  const tooFew = {
    ...(malignant < MIN_CLASS_IMAGES && { 'malignant.sensitivity': null }),
    ...(rows.length - malignant < MIN_CLASS_IMAGES && { 'malignant.specificity': null }),
  }
  const statistics: Statistics = (drawn) => {
    const chosen = drawn.map((index) => rows[index]!)
    return { ...metricsOf(judged, chosen, counted), ...tooFew }
  }
  const lesions = rows.map((row) => judged.lesions[row]!)
  const metrics = statistics(Int32Array.from(rows, (_, index) => index))
  const intervals = Object.entries(bootstrapIntervals(statistics, lesions, options)).filter(
    ([name, [low, high]]) => metrics[name] !== null && low < high,
  )
  return {
    n: rows.length,
    lesions: new Set(lesions).size,
    malignant,
    small: rows.length < SMALL_GROUP,
    metrics,
    intervals: Object.fromEntries(intervals),
  }
}

function metricsOf(
  judged: Judged,
  rows: Int32Array,
  counted: readonly number[],
): Record<string, number | null> {
  const { labels, answers, isMalignant, calledMalignant, covered, classes } = judged
  const share = (of: (row: number) => boolean, holds: (row: number) => boolean) => {
    let [hits, count] = [0, 0]
    for (let i = 0; i < rows.length; i++) {
      if (!of(rows[i]!)) continue
      count += 1
      if (holds(rows[i]!)) hits += 1
    }
    return count === 0 ? null : hits / count
  }
  const isRight = (row: number) => answers[row] === labels[row]
  const sensitivities = counted.map((k) => share((row) => labels[row] === k, isRight))
  return {
    'malignant.sensitivity': share(
      (row) => isMalignant[row] === 1,
      (row) => calledMalignant[row] === 1,
    ),
    'malignant.specificity': share(
      (row) => isMalignant[row] === 0,
      (row) => calledMalignant[row] === 0,
    ),
    ...Object.fromEntries(
      counted.map((k, index) => [`${classes[k]}.sensitivity`, sensitivities[index]!]),
    ),
    balancedAccuracy: meanOfPresent(sensitivities),
    coverage:
      covered === undefined
        ? null
        : share(
            () => true,
            (row) => covered[row] === 1,
          ),
    ...calibrationOf(judged, rows),
  }
}

function calibrationOf({ labels, probabilities, answers, classes }: Judged, rows: Int32Array) {
  const count = classes.length
  const chosen = new Float32Array(rows.length * count)
  let [confidence, right] = [0, 0]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    for (let k = 0; k < count; k++) chosen[i * count + k] = probabilities[row * count + k]!
    confidence += probabilities[row * count + answers[row]!]!
    if (answers[row] === labels[row]) right += 1
  }
  const predictions = { labels: rows.map((row) => labels[row]!), probabilities: chosen }
  return {
    ece: expectedCalibrationError(predictions, count),
    overconfidence: (confidence - right) / rows.length,
  }
}
