import { LESION_NAMES, type LesionClass } from '../classes.ts'
import type { Manifest } from '../classifier/manifest.ts'
import type { Evaluation, MetricsFile } from './metrics-file.ts'
import { formatInterval, formatMetric, HEADLINE_METRICS } from './table.ts'

/**
 * A model card (Mitchell et al., 2019) in Markdown for a bundle: what the model is for, what it learnt from, how well it
 * does and where it fails. Every number is taken from the manifest and the measurements.
 */
export function modelCard(manifest: Manifest, metrics: MetricsFile): string {
  const sections = [
    `# ${manifest.name}`,
    manifest.description,
    ...(manifest.synthetic ? [SYNTHETIC] : []),
    section('Intended use', INTENDED_USE),
    section('Model', modelTable(manifest)),
    section('Classes', classTable(manifest)),
    section('Training', training(manifest)),
    ...(['test', 'val'] as const).flatMap((split) => {
      const evaluation = metrics.evaluations[split]
      if (evaluation === undefined) return []
      return [section(SPLIT_TITLES[split], measured(evaluation))]
    }),
    section('Limits', LIMITS),
    section('Licence', `${manifest.licence}\n\n${manifest.attribution}`),
  ]
  return `${sections.filter((text) => text.trim() !== '').join('\n\n')}\n`
}

const SYNTHETIC =
  '> **Trained on drawn lesions only.** This model has never seen skin; its answers about photographs mean nothing.'

const INTENDED_USE = `Research and teaching on small, explainable image classifiers for dermoscopy. It is not a medical device: do not use
it to diagnose, to decide on treatment, or to postpone seeing a doctor.`

const LIMITS = `- It knows only the classes above and always answers with one of them, also for healthy skin, for other
  conditions and for photographs that show no skin.
- Its probabilities assume the class frequencies named above; where classes occur with other frequencies, pass them
  as the prior.
- It learnt from dermoscopic images of the data set named above. Other devices, clinics and populations, and ordinary
  phone photographs, are another domain; expect it to do worse there until it has been measured.
- The intervals cover the choice of test lesions from one source, not a change of source.
- Rare classes are measured on few images: read their intervals, not their values.`

const SPLIT_TITLES = {
  test: 'How well it does: test images',
  val: 'Validation images (used to choose the model, so flattering)',
} as const

const section = (title: string, body: string) => `## ${title}\n\n${body}`

function modelTable({ architecture, input, files, temperature }: Manifest): string {
  return markdownTable(
    ['', ''],
    [
      ['architecture', architecture],
      ['input', `${input.size} × ${input.size} px, RGB`],
      ['temperature', temperature.toFixed(3)],
      ...files.map((file) => [
        `\`${file.path}\``,
        `${file.format}, ${file.precision}, ${(file.bytes / 1e6).toFixed(2)} MB`,
      ]),
    ],
  )
}

function classTable({ classes, datasetPrior }: Manifest): string {
  return markdownTable(
    ['class', 'diagnosis', 'share of the training images'],
    classes.map((name, k) => [
      name,
      LESION_NAMES[name as LesionClass] ?? '',
      `${(datasetPrior[k]! * 100).toFixed(1)}%`,
    ]),
  )
}

function training({ provenance }: Manifest): string {
  const { dataset, split, seed, commit, createdAt, pretrained } = provenance
  const count = (n: number) => n.toLocaleString('en-US')
  return [
    `- Data: ${dataset}: ${count(split.train)} training, ${count(split.val)} validation, ${count(split.test)} test images; no lesion stands in two of them (split seed ${split.seed}).`,
    `- Started from: ${pretrained}.`,
    `- Seed ${seed}, commit \`${commit}\`, ${createdAt.slice(0, 10)}. The manifest holds every setting.`,
  ].join('\n')
}

function measured({ metrics, intervals, prior }: Evaluation): string {
  const withInterval = (name: string, value: number | null) =>
    [formatMetric(value), formatInterval(intervals[name])].join(' ').trim()
  const headline = markdownTable(
    ['metric', 'value'],
    HEADLINE_METRICS.map(([key, title]) => [title, withInterval(key, metrics[key])]),
  )
  const perClass = markdownTable(
    ['class', 'images', 'sensitivity', 'specificity', 'AUC'],
    Object.entries(metrics.perClass).map(([name, { n, sensitivity, specificity, auc }]) => [
      name,
      String(n),
      withInterval(`${name}.sensitivity`, sensitivity),
      withInterval(`${name}.specificity`, specificity),
      withInterval(`${name}.auc`, auc),
    ]),
  )
  return `${metrics.n.toLocaleString('en-US')} images, ${prior} prior. In brackets: 95% bootstrap intervals over lesions.${priorNote(prior)}\n\n${headline}\n\n${perClass}`
}

function priorNote(prior: string): string {
  if (prior === 'dataset') return ''
  return (
    ` The classes of these images are not as frequent as the ${prior} prior assumes, which raises loss, calibration ` +
    "error and Brier score; `dermalite evaluate --prior dataset` measures them under the data's own."
  )
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
