import type { TopLevelSpec } from 'vega-lite'
import type { Estimate } from '../metrics/estimate.ts'
import { intervalPanels } from './interval-panels.ts'
import { COLOURS, FIGURE_CONFIG, figureSubtitle } from './theme.ts'
import type { MeasuredPrior, UncertaintyFile } from './uncertainty-file.ts'

const SIDE = 400
/** A bin of fewer images says nothing. */
const ENOUGH = 10
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

function reliabilityFigure(file: UncertaintyFile, prior: MeasuredPrior): TopLevelSpec {
  const { before, after } = prior.numbers.calibration
  const names = {
    before: `as trained, ECE ${decimals(before.ece)}`,
    after: `calibrated, ECE ${decimals(after.ece)}`,
  }
  const values = (['before', 'after'] as const).flatMap((stage) =>
    prior.reliability[stage].flatMap(({ n, confidence, accuracy }) =>
      n < ENOUGH ? [] : [{ stage: names[stage], n, confidence, accuracy }],
    ),
  )
  const axis = { format: '.0%', tickCount: 5, labelFlush: false, domain: false }
  const position = (field: string, title: string) => ({
    ...{ field, type: 'quantitative', scale: { domain: [0, 1] }, axis: { title, ...axis } },
  })
  return {
    title: {
      text: 'Is a probability of 80% right 80% of the time?',
      subtitle: [
        aboutPrior(file, prior),
        `15 bins, those of ${ENOUGH} images or more; the area of a dot: images in the bin.`,
      ],
    },
    config: FIGURE_CONFIG,
    ...{ width: SIDE, height: SIDE },
    layer: [
      diagonal(),
      {
        data: { values },
        encoding: {
          x: position('confidence', 'mean probability of the answers'),
          y: position('accuracy', 'share of them that is right'),
          color: {
            field: 'stage',
            type: 'nominal',
            scale: { domain: Object.values(names), range: [COLOURS.grey, COLOURS.blue] },
            legend: { title: null, orient: 'bottom-right', symbolType: 'circle', offset: 16 },
          },
        },
        layer: [
          { mark: { type: 'line', strokeWidth: 1.5, opacity: 0.7 } },
          {
            mark: { type: 'circle', opacity: 0.9 },
            encoding: {
              size: { field: 'n', type: 'quantitative', scale: { range: [15, 500] }, legend: null },
            },
          },
        ],
      },
    ],
  } as TopLevelSpec
}

function diagonal() {
  return {
    data: { values: [{ from: 0, to: 1 }] },
    mark: { type: 'rule', stroke: '#A8A8A8', strokeDash: [4, 4] },
    encoding: {
      x: { field: 'from', type: 'quantitative' },
      y: { field: 'from', type: 'quantitative' },
      x2: { field: 'to' },
      y2: { field: 'to' },
    },
  }
}

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
          `${decimals(size, 2)} classes in a set`,
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
  const label = (name: string) => `${decimals(prior.numbers.doubt[name]!.aurc)}\u2002${name}`
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

function decimals({ value }: Estimate, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits)
}

function percent({ value }: Estimate): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)}%`
}
