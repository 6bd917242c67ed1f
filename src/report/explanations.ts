import type { TopLevelSpec } from 'vega-lite'
import type { ExplanationEvaluation, ExplanationsFile, Localisation } from './explanations-file.ts'
import { intervalPanels, type PanelRow } from './interval-panels.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { COLOURS, FIGURE_CONFIG } from './theme.ts'

/** The figures of every evaluated split, by file name. */
export function explanationFigures(file: ExplanationsFile): Record<string, TopLevelSpec> {
  const specs: Record<string, TopLevelSpec> = {}
  for (const split of EVALUATED_SPLITS) {
    const evaluation = file.evaluations[split]
    if (evaluation === undefined) continue
    const about = (images: number) =>
      [
        file.model,
        `${split} split`,
        `n = ${images.toLocaleString('en-US')}`,
        ...(file.synthetic ? ['SYNTHETIC lesions'] : []),
      ].join(' · ')
    specs[`explanations-faithfulness-${split}`] = faithfulnessFigure(evaluation, about)
    specs[`explanations-randomisation-${split}`] = randomisationFigure(evaluation, about)
    if (evaluation.localisation !== null) {
      specs[`explanations-localisation-${split}`] = localisationFigure(
        evaluation.localisation.sample,
        about,
      )
    }
  }
  return specs
}

type About = (images: number) => string
type Subject = { readonly method: string; readonly layer: string | null }

const BARS =
  'Bars: 95% bootstrap intervals over lesions. Dashed: the centred blob, which asks no network.'

function rowOf({ method, layer }: Subject): PanelRow {
  return { name: layer === null ? method : `${method} · ${layer}`, baseline: layer === null }
}

/** The mean of the baseline that everything is compared with. */
function blobMean<T extends { readonly overBlob: unknown; readonly mean: number }>(
  values: readonly T[],
): number {
  return values.find(({ overBlob }) => overBlob === null)!.mean
}

function faithfulnessFigure(
  { faithfulness: { methods, images } }: ExplanationEvaluation,
  about: About,
): TopLevelSpec {
  const panel = (measure: 'deletion' | 'insertion' | 'roadGap', title: string, better: string) => {
    const values = methods.map((method) => method[measure])
    return { title: [title, better], format: '.2f', values, reference: blobMean(values) }
  }
  return intervalPanels({
    title: 'Does the answer follow the map?',
    subtitle: [about(images), BARS],
    rows: methods.map(rowOf),
    width: 210,
    panels: [
      panel('deletion', 'Deletion, area', '← better'),
      panel('insertion', 'Insertion, area', 'better →'),
      panel('roadGap', 'ROAD, least − most relevant', 'better →'),
    ],
  })
}

function localisationFigure(
  { images, lesionShare, methods }: Localisation,
  about: About,
): TopLevelSpec {
  const panel = (measure: 'inside' | 'pointing', title: string) => {
    const values = methods.map((method) => method[measure])
    return { title: [title, 'better →'], format: '.0%', values, reference: blobMean(values) }
  }
  const lesion = `Lesions cover ${(lesionShare * 100).toFixed(0)}% of what the network sees, on average.`
  return intervalPanels({
    title: 'Is the evidence on the lesion?',
    subtitle: [about(images), BARS, lesion],
    rows: methods.map(rowOf),
    width: 280,
    panels: [
      panel('inside', 'Share of the evidence inside the lesion'),
      panel('pointing', 'Strongest place inside the lesion'),
    ],
  })
}

function randomisationFigure(
  { randomisation: { stages, unrelated, images } }: ExplanationEvaluation,
  about: About,
): TopLevelSpec {
  const values = [
    { block: 'trained', mean: 1, low: 1, high: 1 },
    ...stages.map(({ block, similarity: { mean, interval } }) => ({
      ...{ block, mean, low: interval[0], high: interval[1] },
    })),
  ]
  const label = `maps of different images: ${unrelated.mean.toFixed(2)}`
  const y = {
    field: 'mean',
    type: 'quantitative',
    axis: { title: 'rank correlation with the map of the trained network', domain: false },
    scale: { domain: [-0.4, 1] },
  }
  return {
    title: {
      text: 'Do the maps depend on what the network learned?',
      subtitle: [about(images), 'Weights drawn anew from the classifier down to the block named.'],
    },
    config: FIGURE_CONFIG,
    width: 560,
    height: 300,
    layer: [
      {
        data: { values: [{ mean: unrelated.mean, label }] },
        encoding: { y },
        layer: [
          { mark: { type: 'rule', stroke: COLOURS.grey, strokeDash: [4, 4] } },
          {
            mark: { type: 'text', align: 'right', x: 556, dy: -8, color: '#5A5A5A', fontSize: 11 },
            encoding: { text: { field: 'label' } },
          },
        ],
      },
      {
        data: { values },
        encoding: {
          x: {
            field: 'block',
            type: 'nominal',
            sort: null,
            axis: { title: null, labelAngle: -45, grid: false },
          },
        },
        layer: [
          {
            mark: { type: 'area', color: COLOURS.blue, opacity: 0.18 },
            encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          { mark: { type: 'line', color: COLOURS.blue, strokeWidth: 2 }, encoding: { y } },
          {
            mark: { type: 'point', filled: true, color: COLOURS.blue, size: 50, opacity: 1 },
            encoding: { y },
          },
        ],
      },
    ],
  } as TopLevelSpec
}
