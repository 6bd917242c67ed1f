import type { QuantizationFile } from '../../report/quantization-file.ts'
import { formatInterval, formatMetric, HEADLINE_METRICS } from '../../report/table.ts'
import { textTable } from '../../text-table.ts'

const WORST_LAYERS = 8

/** What quantization did to a model, as people read it. */
export function formatQuantization(file: QuantizationFile): string {
  return [
    candidateTable(file),
    ...(file.training ? [describeTraining(file.training)] : []),
    sizeTable(file),
    differenceTable(file),
    `same label: ${percent(file.validation.sameLabel)}; mean difference of a probability: ` +
      file.validation.probabilityDifference.toFixed(4),
    noiseTable(file),
    '',
  ].join('\n\n')
}

function candidateTable({ candidates, method, calibrationImages }: QuantizationFile): string {
  const table = textTable(
    [
      { title: 'ranges by' },
      { title: 'balanced accuracy', align: 'right' },
      { title: 'macro AUC', align: 'right' },
      { title: 'same label', align: 'right' },
      { title: '' },
    ],
    candidates.map((each) => [
      each.method,
      formatMetric(each.balancedAccuracy),
      formatMetric(each.macroAuc, 4),
      percent(each.sameLabel),
      each.method === method ? '<- taken' : '',
    ]),
  )
  return `calibrated on ${calibrationImages} training images, measured on validation\n\n${table}`
}

function describeTraining(training: NonNullable<QuantizationFile['training']>): string {
  const { epochs, learningRate, bestEpoch, balancedAccuracy, macroAuc, sameLabel } = training
  return (
    `trained through 8 bits: the weights of epoch ${bestEpoch} of ${epochs}, learning rate ${learningRate}: ` +
    `balanced accuracy ${formatMetric(balancedAccuracy)}, macro AUC ${formatMetric(macroAuc, 4)}, ` +
    `same label ${percent(sameLabel)}`
  )
}

function sizeTable({ files: { float32, int8 } }: QuantizationFile): string {
  return textTable(
    [{ title: 'file' }, { title: 'MB', align: 'right' }, { title: 'of float32', align: 'right' }],
    [float32, int8].map(({ path, bytes }) => [
      path,
      (bytes / 1e6).toFixed(2),
      percent(bytes / float32.bytes),
    ]),
  )
}

function differenceTable({ validation: { images, metrics } }: QuantizationFile): string {
  const table = textTable(
    [
      { title: 'metric' },
      { title: 'float32', align: 'right' },
      { title: 'int8', align: 'right' },
      { title: 'difference', align: 'right' },
      { title: '95% interval' },
    ],
    HEADLINE_METRICS.flatMap(([key, title]) => {
      const compared = metrics[key]
      if (compared === undefined) return []
      const { float32, int8, difference, interval } = compared
      const numbers = [float32, int8, difference].map((value) => formatMetric(value, 4))
      return [[title, ...numbers, formatInterval(interval)]]
    }),
  )
  return `${images} validation images, balanced prior\n\n${table}`
}

function noiseTable({ noise }: QuantizationFile): string {
  const worst = noise
    .filter((each) => each.decibels !== null)
    .sort((a, b) => a.decibels! - b.decibels!)
    .slice(0, WORST_LAYERS)
  const table = textTable(
    [{ title: 'layer' }, { title: 'tensor' }, { title: 'signal to noise, dB', align: 'right' }],
    worst.map(({ layer, tensor, decibels }) => [layer, tensor, decibels!.toFixed(1)]),
  )
  return `noisiest of ${noise.length} quantized tensors\n\n${table}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
