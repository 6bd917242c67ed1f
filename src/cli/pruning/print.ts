import type { Evaluation } from '../../report/metrics-file.ts'
import type { PruningFile } from '../../report/pruning-file.ts'
import { formatMetric } from '../../report/table.ts'
import { textTable } from '../../text-table.ts'
import { formatEvaluation } from '../evaluation/print-evaluation.ts'

const millions = (count: number) => (count / 1e6).toFixed(count < 1e7 ? 2 : 1)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** What pruning did to a model, as people read it. */
export function formatPruning(file: PruningFile, evaluation: Evaluation): string {
  return [stepTable(file), widthTable(file), formatEvaluation('val', evaluation)].join('\n\n')
}

function stepTable({ criterion, parent, unpruned, steps }: PruningFile): string {
  const right = (title: string) => ({ title, align: 'right' as const })
  const table = textTable(
    [
      { title: 'step' },
      ...['MACs, millions', 'of unpruned', 'parameters, millions'].map(right),
      ...['balanced accuracy before training', 'after', 'macro AUC before', 'after'].map(right),
    ],
    [
      [
        '–',
        millions(parent.macs),
        percent(parent.macs / unpruned.macs),
        millions(parent.parameters),
        '',
        '',
        '',
        '',
      ],
      ...steps.map(({ macs, parameters, before, after }, index) => [
        `${index + 1}`,
        ...[millions(macs), percent(macs / unpruned.macs), millions(parameters)],
        ...[before.balancedAccuracy, after?.balancedAccuracy].map((value) =>
          formatMetric(value ?? null, 4),
        ),
        ...[before.macroAuc, after?.macroAuc].map((value) => formatMetric(value ?? null, 4)),
      ]),
    ],
  )
  return `channels removed from ${parent.name} by ${criterion}\n\n${table}`
}

function widthTable({ widthsBefore, steps }: PruningFile): string {
  const left = steps.at(-1)!.widths
  return textTable(
    [
      { title: 'layer' },
      { title: 'channels', align: 'right' },
      { title: 'left', align: 'right' },
      { title: '', align: 'right' },
    ],
    Object.entries(widthsBefore).map(([layer, width]) => [
      layer,
      String(width),
      String(left[layer]),
      percent(left[layer]! / width),
    ]),
  )
}
