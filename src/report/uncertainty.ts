import type { TopLevelSpec } from 'vega-lite'
import type { Estimate } from '../metrics/estimate.ts'
import { intervalPanels } from './interval-panels.ts'
import { reliabilityFigure } from './reliability.ts'
import { formatMetric } from './table.ts'
import { COLOURS, FIGURE_CONFIG, figureSubtitle } from './theme.ts'
import type { MeasuredPrior, UncertaintyFile } from './uncertainty-file.ts'

/** Of the sets whose coverage is drawn. */
const COVERAGE = '0.9'

/** The figures of an evaluated split, by file name: those that depend on the prior for the first of them. */
export function uncertaintyFigures(file: UncertaintyFile): Record<string, TopLevelSpec> {
  const { split } = file
  const prior = file.priors[0]!
  return {
    [`reliability-${split}`]: reliabilityFigure(file, prior),
    [`coverage-${split}`]: coverageFigure(file, prior),
    [`risk-coverage-${split}`]: riskCoverageFigure(file, prior),
    [`out-of-distribution-${split}`]: strangenessFigure(file),
  }
}

const aboutPrior = (file: UncertaintyFile, { name }: MeasuredPrior) =>
  figureSubtitle({ ...file, n: file.images, prior: name })

function coverageFigure(file: UncertaintyFile, prior: MeasuredPrior): TopLevelSpec {
  const methods = Object.entries(prior.numbers.sets)
  const classes = Object.keys(file.counts).filter((name) => file.counts[name]! > 0)
  const rows = [
    { name: 'all', baseline: true },
    { name: 'malignant', baseline: true },
    ...classes.map((name) => ({
      name: `${name} (${file.counts[name]!.toLocaleString('en-US')})`,
      baseline: false,
    })),
  ]
  return intervalPanels({
    title: `Do the ${Number(COVERAGE) * 100}% sets hold the right class?`,
    subtitle: [
      aboutPrior(file, prior),
      'Bars: 95% bootstrap intervals over lesions. Dashed: what is promised for each class.',
    ],
    rows,
    width: 300,
    panels: methods.map(([method, levels], index) => {
      const { coverage, malignant, byClass, size } = levels[COVERAGE]!
      return {
        title: [
          `${method.toUpperCase()}${index === 0 ? ', which ships' : ''}`,
          `${formatMetric(size.value, 2)} classes in a set`,
        ],
        format: '.0%',
        values: [coverage, malignant, ...classes.map((name) => byClass[name]!)].map(dot),
        reference: Number(COVERAGE),
      }
    }),
  })
}

function riskCoverageFigure(file: UncertaintyFile, prior: MeasuredPrior): TopLevelSpec {
  const names = Object.keys(prior.riskCoverage)
  const label = (name: string) =>
    `${formatMetric(prior.numbers.doubt[name]!.aurc.value)}\u2002${name}`
  const values = names.flatMap((name) =>
    prior.riskCoverage[name]!.map((point) => ({ score: label(name), ...point })),
  )
  const axis = { format: '.0%', tickCount: 5, labelFlush: false, domain: false }
  const colours = [COLOURS.blue, COLOURS.sky, COLOURS.vermillion, COLOURS.orange]
  return {
    title: {
      text: 'How many answers are wrong if the doubtful ones are deferred?',
      subtitle: [aboutPrior(file, prior), 'By what counts as doubt; a smaller area is better.'],
    },
    config: FIGURE_CONFIG,
    ...{ width: 520, height: 320 },
    data: { values },
    mark: { type: 'line', strokeWidth: 1.8 },
    encoding: {
      x: {
        ...{ field: 'coverage', type: 'quantitative', scale: { domain: [0, 1] } },
        axis: { title: 'share of the images that keep their answer', ...axis },
      },
      y: {
        ...{ field: 'risk', type: 'quantitative' },
        axis: { title: 'share of these answers that is wrong', ...axis },
      },
      color: {
        ...{ field: 'score', type: 'nominal' },
        scale: { domain: names.map(label), range: colours },
        legend: { title: 'area', orient: 'top-left', symbolType: 'stroke' },
      },
    },
  } as TopLevelSpec
}

function strangenessFigure(file: UncertaintyFile): TopLevelSpec {
  const { kinds, score, flagged } = file.outOfDistribution
  const scores = Object.keys(kinds[0]?.scores ?? {})
  return intervalPanels({
    title: 'Are pictures told apart that show no lesion under a dermatoscope?',
    subtitle: [
      [
        ...[file.model, `${file.split} split`, `n = ${file.images.toLocaleString('en-US')}`],
        ...(file.synthetic ? ['SYNTHETIC lesions'] : []),
      ].join(' · '),
      `Probability that one scores above a lesion (AUROC). ${score} ships, and flags ${percent(flagged)} of the lesions.`,
      'Bars: 95% bootstrap intervals. Dashed: 99%.',
    ],
    rows: kinds.map(({ against, images }) => ({
      name: `${against} (${images.toLocaleString('en-US')})`,
      baseline: false,
    })),
    width: 220,
    panels: scores.map((name) => ({
      title: [name],
      format: '.0%',
      values: kinds.map(({ scores }) => dot(scores[name]!.auroc)),
      reference: 0.99,
    })),
  })
}

/** What an estimate without an interval draws: a bare dot. */
function dot({ value, interval }: Estimate) {
  const mean = value ?? 0
  return { mean, interval: interval ?? [mean, mean] }
}

function percent({ value }: Estimate): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)}%`
}
