import { LESION_NAMES, type LesionClass } from '../classes.ts'
import type { Manifest } from '../classifier/manifest.ts'
import type { GroupsFile } from './groups-file.ts'
import { groupsMarkdown } from './groups-table.ts'
import { markdownTable } from './markdown-table.ts'
import type { EvaluatedSplit, Evaluation, MetricsFile } from './metrics-file.ts'
import type { QuantizationFile } from './quantization-file.ts'
import { formatInterval, formatMetric, HEADLINE_METRICS } from './table.ts'
import type { UncertaintyFile } from './uncertainty-file.ts'
import { uncertaintyMarkdown } from './uncertainty-table.ts'

/** What was measured of a model; whatever is missing is left out of its card. */
export type CardResults = {
  /** Of the float32 model, and of the int8 one. */
  readonly metrics?: MetricsFile | undefined
  readonly int8?: MetricsFile | undefined
  readonly quantization?: QuantizationFile | undefined
  readonly uncertainty?: Partial<Record<EvaluatedSplit, UncertaintyFile>>
  readonly groups?: Partial<Record<EvaluatedSplit, GroupsFile>>
}

/**
 * A model card (Mitchell et al., 2019) in Markdown for a bundle: what the model is for, what it learnt from, how well it
 * does, for whom it does worse and where it fails, with what the ISIC working group asks of such reports (Daneshjou et al.,
 * CLEAR Derm, 2022). Every number is taken from the manifest and the measurements.
 */
export function modelCard(manifest: Manifest, results: CardResults): string {
  const sections = [
    `# ${manifest.name}`,
    manifest.description,
    ...(manifest.synthetic ? [SYNTHETIC] : []),
    section('Intended use', INTENDED_USE),
    section('Out of scope', OUT_OF_SCOPE),
    section('Model', modelTable(manifest)),
    section('Classes', classTable(manifest)),
    section('Training', training(manifest)),
    ...evaluated(results.metrics, 'float32'),
    ...evaluated(results.int8, 'int8'),
    ...(results.quantization ? [section('What 8 bits cost', quantized(results.quantization))] : []),
    ...bySplit(results.uncertainty, 'How sure, and whether that holds', uncertaintyMarkdown),
    ...bySplit(results.groups, 'By group', groups),
    section('Limits', LIMITS),
    section('Licence', `${manifest.licence}\n\n${manifest.attribution}`),
  ]
  return `${sections.filter((text) => text.trim() !== '').join('\n\n')}\n`
}

const SYNTHETIC =
  '> **Trained on drawn lesions only.** This model has never seen skin; its answers about photographs mean nothing.'

const INTENDED_USE = `Research and teaching on small, explainable image classifiers for dermoscopy. It is not a medical device: do not use
it to diagnose, to decide on treatment, or to postpone seeing a doctor.`

const OUT_OF_SCOPE = `- Diagnosis, screening, triage or monitoring of patients; any decision that would not be taken without it.
- Photographs without a dermatoscope, mucosa, nails and hair-bearing skin; lesions of other diagnoses than the seven below.
- Populations that the data does not show: it says nothing of skin tone, and nearly all of its patients have light skin.`

const LIMITS = `- It knows only the classes above and always answers with one of them, also for healthy skin, for other
  conditions and for photographs that show no skin.
- Its probabilities assume the class frequencies named above; where classes occur with other frequencies, pass them
  as the prior.
- It learnt from dermoscopic images of the data set named above. Other devices, clinics and populations, and ordinary
  phone photographs, are another domain; expect it to do worse there until it has been measured.
- The intervals cover the choice of test lesions from one source, not a change of source.
- Rare classes are measured on few images: read their intervals, not their values.`

const SPLITS = ['test', 'val'] as const

const SPLIT_TITLES = {
  test: 'test images',
  val: 'validation images, on which everything was chosen, so flattering',
} as const

function evaluated(file: MetricsFile | undefined, precision: string): string[] {
  return SPLITS.flatMap((split) => {
    const evaluation = file?.evaluations[split]
    if (evaluation === undefined) return []
    const title = `How well it does: ${precision}, ${SPLIT_TITLES[split]}`
    return [section(title, measured(evaluation))]
  })
}

/** The test images where they were measured, else the validation images. */
function bySplit<T>(
  files: Partial<Record<EvaluatedSplit, T>> | undefined,
  title: string,
  body: (file: T) => string,
): string[] {
  const split = SPLITS.find((each) => files?.[each])
  return split ? [section(`${title}: ${SPLIT_TITLES[split]}`, body(files![split]!))] : []
}

function quantized({ files, validation, method, calibrationImages }: QuantizationFile): string {
  const { images, sameLabel, metrics } = validation
  const { float32, int8 } = files
  const share = (int8.bytes / float32.bytes) * 100
  const summary =
    `The int8 model takes ${share.toFixed(0)} % of the bytes of the float32 one (ranges by ${method} on ` +
    `${calibrationImages} training images). On ${images.toLocaleString('en-US')} validation images it gives the same label for ` +
    `${(sameLabel * 100).toFixed(1)} %.`
  const rows = HEADLINE_METRICS.flatMap(([key, title]) => {
    const compared = metrics[key]
    if (!compared) return []
    const { difference, interval } = compared
    const signed = `${difference < 0 ? '' : '+'}${formatMetric(difference)}`
    const values = [compared.float32, compared.int8].map((value) => formatMetric(value))
    return [[title, ...values, `${signed} ${formatInterval(interval)}`]]
  })
  return `${summary}\n\n${markdownTable(['metric', 'float32', 'int8', 'difference'], rows)}`
}

function groups(file: GroupsFile): string {
  const about = `int8 model, ${file.prior} prior, malignant from ${file.threshold.toFixed(2)} on; \`*\`: under 30 images.`
  return `${about}\n\n${groupsMarkdown(file)}`
}

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
