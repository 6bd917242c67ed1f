import type { Estimate } from '../metrics/estimate.ts'
import { type Column, textTable } from '../text-table.ts'
import { markdownTable } from './markdown-table.ts'
import type { MeasuredPrior, UncertaintyFile } from './uncertainty-file.ts'

type Table = {
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What was measured, for people: numbers with their 95 % intervals in brackets. */
export function uncertaintyText(file: UncertaintyFile): string {
  return tablesOf(file)
    .map(({ title, header, rows }) => {
      const columns = header.map(
        (name, i): Column => ({ title: name, align: i ? 'right' : 'left' }),
      )
      return `${title}\n\n${textTable(columns, rows)}`
    })
    .join('\n\n')
}

/** The same as tables in Markdown, for the documentation. */
export function uncertaintyMarkdown(file: UncertaintyFile): string {
  return tablesOf(file)
    .map(({ title, header, rows }) => `**${title}**\n\n${markdownTable(header, rows)}`)
    .join('\n\n')
}

function tablesOf(file: UncertaintyFile): Table[] {
  return [...file.priors.flatMap((prior) => priorTables(file, prior)), strangenessTable(file)]
}

function priorTables(file: UncertaintyFile, prior: MeasuredPrior): Table[] {
  const { calibration, sets, doubt, deferral, operatingPoints } = prior.numbers
  const { consistency } = prior
  const about = `${file.split}, ${file.images.toLocaleString('en-US')} images, ${prior.name} prior`
  const classes = Object.keys(file.counts)
  return [
    {
      title: `Calibration (${about})`,
      header: ['', 'ECE', 'classwise ECE', 'Brier', 'loss'],
      rows: [
        ...Object.entries(calibration),
        ...(consistency
          ? [['if the probabilities were right', consistency.calibration] as const]
          : []),
      ].map(([stage, { ece, classwiseEce, brier, loss }]) => [
        stage,
        ...[ece, classwiseEce, brier, loss].map((each) => decimals(each)),
      ]),
    },
    {
      title: `Prediction sets (${about})`,
      header: ['sets', 'size', 'coverage', 'malignant', ...classes],
      rows: Object.entries(sets).flatMap(([method, levels]) =>
        Object.entries(levels).map(([promised, { size, coverage, malignant, byClass }]) => [
          `${method.toUpperCase()}, ${percentOf(Number(promised))}`,
          decimals(size, 2),
          ...[coverage, malignant, ...classes.map((name) => byClass[name]!)].map(percent),
        ]),
      ),
    },
    {
      title: `Which score ranks wrong answers above right ones (${about})`,
      header: ['score', 'AUROC of errors', 'area under risk-coverage'],
      rows: Object.entries(doubt).map(([name, { errorAuroc, aurc }]) => [
        name,
        decimals(errorAuroc),
        decimals(aurc),
      ]),
    },
    {
      title: `The most uncertain deferred, by ${prior.deferralScore} (${about})`,
      header: ['deferred', 'balanced accuracy', 'points gained'],
      rows: Object.entries(deferral).map(([share, { balancedAccuracy, gain }]) => [
        percentOf(Number(share)),
        percent(balancedAccuracy),
        points(gain),
      ]),
    },
    {
      title: `Malignant or not (${about})`,
      header: ['sensitivity on validation', 'threshold', 'sensitivity', 'specificity'],
      rows: Object.entries(operatingPoints).map(([wanted, { sensitivity, specificity }]) => [
        percentOf(Number(wanted)),
        prior.thresholds[wanted]!.toFixed(3),
        percent(sensitivity),
        percent(specificity),
      ]),
    },
  ]
}

function strangenessTable({ outOfDistribution, split }: UncertaintyFile): Table {
  const { kinds, flagged, score } = outOfDistribution
  const scores = Object.keys(kinds[0]?.scores ?? {})
  return {
    title: `Unknown pictures: AUROC, and in brackets the share that passes where 95 % of lesions do; ${score} flags ${percent(flagged)} of the lesions (${split})`,
    header: ['against', 'images', 'flagged', ...scores],
    rows: kinds.map(({ against, images, flagged, scores: measured }) => [
      against,
      images.toLocaleString('en-US'),
      percentOf(flagged.value ?? 0),
      ...scores.map((name) => {
        const { auroc, fpr95 } = measured[name]!
        return `${auroc.value?.toFixed(3) ?? '–'} (${percentOf(fpr95.value ?? 0)})`
      }),
    ]),
  }
}

function decimals(estimate: Estimate, digits = 3): string {
  return withInterval(estimate, (value) => value.toFixed(digits))
}

function percent(estimate: Estimate): string {
  const text = withInterval(estimate, (value) => (value * 100).toFixed(1))
  return estimate.value === null ? text : `${text} %`
}

function points(estimate: Estimate): string {
  return withInterval(estimate, (value) => `${value < 0 ? '' : '+'}${(value * 100).toFixed(1)}`)
}

function withInterval({ value, interval }: Estimate, format: (value: number) => string): string {
  if (value === null) return '–'
  return interval === null
    ? format(value)
    : `${format(value)} [${format(interval[0])}, ${format(interval[1])}]`
}

function percentOf(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}
