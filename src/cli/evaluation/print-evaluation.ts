import type { EvaluatedSplit, Evaluation } from '../../report/metrics-file.ts'
import { headlineTable, perClassTable } from '../../report/table.ts'

const SPLIT_NAMES: Readonly<Record<EvaluatedSplit, string>> = {
  val: 'validation images (used to choose the model)',
  test: 'test images (of lesions that training never saw)',
}

/** What was measured on one side of the split, as people read it. */
export function formatEvaluation(split: EvaluatedSplit, evaluation: Evaluation): string {
  const { metrics, prior } = evaluation
  return [
    `${metrics.n} ${SPLIT_NAMES[split]}, ${prior} prior`,
    headlineTable(evaluation),
    perClassTable(metrics),
    '',
  ].join('\n\n')
}
