import type { CalibrationMap } from '../uncertainty/calibration-map.ts'

/** What people call a map of one of the kinds that `dermalite calibrate` fits. */
export function calibrationName(map: CalibrationMap): string {
  const name = affineName(map)
  if (!map.smoothing) return name
  return `${name}, after the label smoothing of training (${map.smoothing.share}) is undone`
}

function affineName(map: CalibrationMap): string {
  if (map.features === 'log-probabilities') {
    return 'Dirichlet calibration: a matrix and biases on the log-probabilities'
  }
  return isTemperature(map)
    ? `temperature ${(1 / map.weight[0]!).toFixed(3)}`
    : 'vector scaling: a factor and a bias for each class'
}

function isTemperature({ weight, bias }: CalibrationMap): boolean {
  const places = bias.length + 1
  return (
    bias.every((each) => each === 0) &&
    weight.every((each, i) => each === (i % places === 0 ? weight[0] : 0))
  )
}
