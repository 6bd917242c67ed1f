import type { ExplanationEvaluation, Mean } from '../../report/explanations-file.ts'
import { textTable } from '../../text-table.ts'

/** What was measured of the heat maps, as people read it. */
export function formatExplanations(evaluation: ExplanationEvaluation): string {
  const { exactness, precision, randomisation, localisation, faithfulness } = evaluation
  const first = randomisation.stages[0]!
  const last = randomisation.stages.at(-1)!
  const lines = [
    `free map against automatic differentiation: largest difference ${exactness.maxDifference.toExponential(1)} (${exactness.images} images)`,
    ...(precision
      ? [
          `int8 against float32 maps: correlation ${withInterval(precision.correlation)} (${precision.images} images)`,
        ]
      : []),
    `weights drawn anew: similarity ${first.similarity.mean.toFixed(2)} after ${first.block}, ${last.similarity.mean.toFixed(2)} after ` +
      `${last.block}; maps of different images: ${randomisation.unrelated.mean.toFixed(2)} (${randomisation.images} images)`,
  ]
  const faithful = faithfulness.methods.map((each) => [
    nameOf(each),
    ...[each.deletion, each.insertion, each.roadGap].map(withInterval),
  ])
  const parts = [
    lines.join('\n'),
    `does the answer follow the map? (${faithfulness.images} images, the classes in turn)\n\n` +
      textTable(columns('deletion, low', 'insertion, high', 'ROAD gap, high'), faithful),
  ]
  for (const part of localisation ? [localisation.sample, localisation.all] : []) {
    const rows = part.methods.map((each) => [
      nameOf(each),
      withInterval(each.inside),
      withInterval(each.pointing),
    ])
    parts.push(
      `is the evidence on the lesion? (${part.images} images)\n\n` +
        textTable(columns('share inside', 'strongest inside'), rows),
    )
  }
  return `${parts.join('\n\n')}\n`
}

const nameOf = ({ method, layer }: { method: string; layer: string | null }) =>
  layer === null ? method : `${method}, ${layer}`

const withInterval = ({ mean, interval: [low, high] }: Mean) =>
  `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`

const columns = (...titles: readonly string[]) => [
  { title: 'map' },
  ...titles.map((title) => ({ title, align: 'right' as const })),
]
