import { logSoftmax } from '../../metrics/softmax.ts'
import { type CalibrationMap, temperatureMap } from '../calibration-map.ts'
import { type LabelSmoothing, undoLabelSmoothing } from '../label-smoothing.ts'
import { logOdds } from '../prior.ts'
import { fitTemperature } from '../temperature.ts'
import { minimize } from './minimize.ts'

/** How logits become calibrated ones, from the stiffest to the most flexible. */
export type CalibrationMethod = {
  /** Of training, undone first where it is given. */
  readonly smoothing?: LabelSmoothing | undefined
} & (
  | { readonly method: 'temperature' }
  /** A factor and a bias for each class (Guo et al., 2017), held to the temperature by `penalty`. */
  | { readonly method: 'vector'; readonly penalty: number }
  /** A full matrix on the log-probabilities (Kull et al., 2019), held likewise. */
  | { readonly method: 'dirichlet'; readonly penalty: number }
)

export type CalibrationData = {
  /** [N, K] row-major, as the model gives them. */
  readonly logits: ArrayLike<number>
  /** N class indices in [0, K). */
  readonly labels: ArrayLike<number>
  /** Class frequencies that the logits assume. */
  readonly trainingPrior: readonly number[]
  /** Class frequencies of the labels. */
  readonly labelPrior: readonly number[]
}

/**
 * The map of the least mean negative log-likelihood plus `penalty` times its squared distance from plain temperature scaling.
 *
 * @throws DermaliteError `bad-argument`: no labels, or lengths that do not match
 */
export function fitCalibration(data: CalibrationData, chosen: CalibrationMethod): CalibrationMap {
  const { smoothing, ...rest } = chosen
  if (smoothing) {
    const logits = undoLabelSmoothing(data.logits, smoothing)
    return { smoothing, ...fitCalibration({ ...data, logits }, rest) }
  }
  const { logits, labels, trainingPrior, labelPrior } = data
  const classCount = trainingPrior.length
  const stiff = temperatureMap(
    fitTemperature(logits, labels, { trainingPrior, labelPrior }),
    classCount,
  )
  if (chosen.method === 'temperature') return stiff
  const full = chosen.method === 'dirichlet'
  const features = full ? 'log-probabilities' : 'logits'
  const inputs = full ? logSoftmax(logits, classCount) : Float64Array.from(logits)
  const shift = logOdds(labelPrior, trainingPrior)
  const free = freePlaces(classCount, full)
  const centre = Float64Array.from(free, (place) =>
    place < classCount ** 2 ? stiff.weight[place]! : 0,
  )
  const fitted = minimize((x) => {
    const map = unflatten(x, free, classCount)
    const { value, gradient } = likelihood(inputs, labels, map, shift)
    const penalized = free.map((place, i) => {
      return gradient[place]! + 2 * chosen.penalty * (x[i]! - centre[i]!)
    })
    const distance = x.reduce((sum, each, i) => sum + (each - centre[i]!) ** 2, 0)
    return {
      value: value + chosen.penalty * distance,
      gradient: Float64Array.from(penalized),
    }
  }, centre)
  const { weight, bias } = unflatten(fitted, free, classCount)
  return { features, weight: [...weight], bias: [...bias] }
}

/** Where the free numbers stand in [weight, bias]: all of them, or the diagonal and the bias. */
function freePlaces(classCount: number, full: boolean): number[] {
  const places = Array.from({ length: classCount ** 2 + classCount }, (_, place) => place)
  return places.filter(
    (place) => full || place >= classCount ** 2 || place % (classCount + 1) === 0,
  )
}

type FlatMap = { readonly weight: Float64Array; readonly bias: Float64Array }

function unflatten(x: Float64Array, free: readonly number[], classCount: number): FlatMap {
  const all = new Float64Array(classCount ** 2 + classCount)
  for (const [i, place] of free.entries()) all[place] = x[i]!
  return { weight: all.subarray(0, classCount ** 2), bias: all.subarray(classCount ** 2) }
}

/** Mean negative log-likelihood, and its gradient by weight and bias [K² + K]. */
function likelihood(
  inputs: Float64Array,
  labels: ArrayLike<number>,
  { weight, bias }: FlatMap,
  shift: readonly number[],
) {
  const classCount = bias.length
  const gradient = new Float64Array(classCount ** 2 + classCount)
  const row = new Float64Array(classCount)
  let value = 0
  for (let n = 0; n < labels.length; n++) {
    const start = n * classCount
    for (let k = 0; k < classCount; k++) {
      let sum = bias[k]! + shift[k]!
      for (let j = 0; j < classCount; j++) sum += weight[k * classCount + j]! * inputs[start + j]!
      row[k] = sum
    }
    const largest = row.reduce((a, b) => Math.max(a, b))
    let total = 0
    for (let k = 0; k < classCount; k++) total += Math.exp(row[k]! - largest)
    value -= (row[labels[n]!]! - largest - Math.log(total)) / labels.length
    for (let k = 0; k < classCount; k++) {
      const p = Math.exp(row[k]! - largest) / total
      const slope = (p - (labels[n] === k ? 1 : 0)) / labels.length
      gradient[classCount ** 2 + k]! += slope
      for (let j = 0; j < classCount; j++) {
        gradient[k * classCount + j]! += slope * inputs[start + j]!
      }
    }
  }
  return { value, gradient }
}
