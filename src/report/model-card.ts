import { LESION_NAMES, type LesionClass } from '../classes.ts'
import type { Manifest } from '../classifier/manifest.ts'
import { MIN_CLASS_IMAGES, SMALL_GROUP } from '../metrics/groups.ts'
import { calibrationName } from './calibration-name.ts'
import type { GroupsFile } from './groups-file.ts'
import { groupsMarkdown } from './groups-table.ts'
import { markdownTable } from './markdown-table.ts'
import type { EvaluatedSplit, Evaluation, MetricsFile } from './metrics-file.ts'
import type { QuantizationFile } from './quantization-file.ts'
import { quantizationMarkdown } from './quantization-table.ts'
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
  /** Of the model that answers by default. */
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
    ...(results.quantization
      ? [section('What 8 bits cost', quantizationMarkdown(results.quantization))]
      : []),
    ...bySplit(results.uncertainty, 'How sure, and whether that holds', uncertaintyMarkdown),
    groups(results.groups ?? {}),
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
- Populations that the data does not show: it does not record skin tone, and nearly all of its patients have light skin.`

const LIMITS = `- It knows only the classes above and always answers with one of them, also for healthy skin, for other
  conditions and for photographs that show no skin.
- Its probabilities assume that all classes are equally frequent unless a prior is passed: the shares of the training
  images above are the prior \`dataset\`; where classes occur with other frequencies, pass those.
- It learnt from dermoscopic images of the data set named above. Other devices, clinics and populations, and ordinary
  phone photographs, are another domain; expect it to do worse there until it has been measured.
- The intervals cover the choice of test lesions from one source, not a change of source.
- Rare classes are measured on few images: read their intervals, not their values.`

const GROUPS_NOTE = `Malignant: akiec, bcc and mel together, benign the others; left alone: not called malignant. Both shares need ${MIN_CLASS_IMAGES}
images. In brackets: 95% bootstrap intervals over lesions. \`*\`: under ${SMALL_GROUP} images, too few to judge. Skin tone is what an
uncalibrated camera saw around the lesion.`

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

function groups(files: Partial<Record<EvaluatedSplit, GroupsFile>>): string {
  const measured = SPLITS.flatMap((split) => {
    const file = files[split]
    if (file === undefined) return []
    const { model, prior, threshold, coverage } = file
    const sets =
      coverage === null ? '' : ` Coverage: of sets that promise ${Math.round(coverage * 100)} %.`
    const about = `${model}, ${prior} prior; called malignant from a probability of ${threshold.toFixed(2)} on.${sets}`
    return [`### On the ${SPLIT_TITLES[split]}\n\n${about}\n\n${groupsMarkdown(file)}`]
  })
  return measured.length > 0 ? section('By group', [GROUPS_NOTE, ...measured].join('\n\n')) : ''
}

const section = (title: string, body: string) => `## ${title}\n\n${body}`

function modelTable({ architecture, input, files, temperature, uncertainty }: Manifest): string {
  return markdownTable(
    ['', ''],
    [
      ['architecture', architecture],
      ['input', `${input.size} × ${input.size} px, RGB`],
      uncertainty
        ? ['calibration', calibrationName(uncertainty.calibration)]
        : ['temperature', temperature.toFixed(3)],
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
