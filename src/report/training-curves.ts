import type { TopLevelSpec } from 'vega-lite'
import { selectedEpoch } from '../train/selection.ts'
import type { HistoryRow } from './history-file.ts'
import { COLOURS, FIGURE_CONFIG } from './theme.ts'

const WIDTH = 330
const HEIGHT = 190

/** One curve of a panel: a column of the history. */
type Series = { column: keyof HistoryRow; name: string; colour: string }

type PanelSpec = Extract<TopLevelSpec, { concat: unknown[] }>['concat'][number]

type Panel = { title: string; series: Series[] }

const PANELS: Panel[] = [
  {
    title: 'loss (nats)',
    series: [
      { column: 'trainLoss', name: 'training', colour: COLOURS.grey },
      { column: 'valLoss', name: 'validation', colour: COLOURS.blue },
    ],
  },
  {
    title: 'accuracy',
    series: [
      { column: 'trainAccuracy', name: 'training', colour: COLOURS.grey },
      { column: 'valAccuracy', name: 'validation', colour: COLOURS.blue },
      { column: 'valBalancedAccuracy', name: 'validation, balanced', colour: COLOURS.vermillion },
    ],
  },
  {
    title: 'macro AUC',
    series: [{ column: 'valMacroAuc', name: 'validation', colour: COLOURS.blue }],
  },
  {
    title: 'learning rate',
    series: [{ column: 'learningRate', name: 'training', colour: COLOURS.green }],
  },
]

/** `model` is missing as long as the run has not been evaluated. */
export type TrainingSubject = { run: string; model?: string; synthetic: boolean }

/** Loss, accuracy, AUC and learning rate against the epoch; the epoch whose weights were kept and changes of the input size are marked. */
export function trainingCurvesFigure(
  history: readonly HistoryRow[],
  subject: TrainingSubject,
): TopLevelSpec {
  const { epoch: selected } = selectedEpoch(history)
  return {
    title: {
      text: 'Training',
      subtitle: [
        subjectLine(subject),
        `Ring: epoch ${selected}, whose weights were kept.${sizeNote(history)}`,
      ],
    },
    config: { ...FIGURE_CONFIG, concat: { spacing: 32, columns: 2 } },
    concat: PANELS.map((panel) => drawPanel(panel, history, selected)),
    resolve: { scale: { color: 'independent', y: 'independent' } },
  }
}

function subjectLine({ run, model = 'not yet evaluated', synthetic }: TrainingSubject): string {
  return [model, `run ${run}`, ...(synthetic ? ['SYNTHETIC lesions'] : [])].join(' · ')
}

/** The first epoch of every input size but the first. */
function sizeChanges(history: readonly HistoryRow[]): HistoryRow[] {
  return history.filter((row, i) => i > 0 && row.size !== history[i - 1]!.size)
}

function sizeNote(history: readonly HistoryRow[]): string {
  const changes = sizeChanges(history).map(({ epoch, size }) => `${size} px from epoch ${epoch}`)
  const note = [`${history[0]!.size} px`, ...changes].join(', ')
  return ` Input: ${note}${changes.length > 0 ? ' (dashed)' : ''}.`
}

function drawPanel(
  { title, series }: Panel,
  history: readonly HistoryRow[],
  selected: number,
): PanelSpec {
  const values = series.flatMap(({ column, name }) =>
    history.flatMap((row) =>
      row[column] === null ? [] : [{ epoch: row.epoch, value: row[column], name }],
    ),
  )
  const color = {
    field: 'name',
    type: 'nominal',
    scale: { domain: series.map(({ name }) => name), range: series.map(({ colour }) => colour) },
    legend:
      series.length === 1
        ? null
        : { title: null, orient: 'top', direction: 'horizontal', symbolType: 'stroke', offset: 6 },
  } as const
  const x = {
    field: 'epoch',
    type: 'quantitative',
    scale: { domain: [1, history.at(-1)!.epoch] as number[], padding: 8, nice: false },
    axis: { title: 'epoch', tickMinStep: 1, tickCount: 8, format: 'd', grid: false },
  } as const
  const y = {
    field: 'value',
    type: 'quantitative',
    scale: { zero: history.length === 1 || title === 'learning rate', nice: true },
    axis: {
      title,
      tickCount: 5,
      domain: false,
      ticks: false,
      minExtent: 42,
      ...(title === 'learning rate' && {
        labelExpr: "datum.value === 0 ? '0' : format(datum.value, '.1~e')",
      }),
    },
  } as const
  return {
    width: WIDTH,
    height: HEIGHT,
    layer: [
      {
        data: { values: sizeChanges(history).map(({ epoch }) => ({ epoch })) },
        mark: { type: 'rule', stroke: '#BDBDBD', strokeDash: [4, 4] },
        encoding: { x },
      },
      {
        data: { values },
        mark: {
          type: 'line',
          strokeWidth: 2,
          strokeJoin: 'round',
          point: history.length < 3,
        },
        encoding: { x, y, color },
      },
      {
        data: { values: values.filter(({ epoch }) => epoch === selected) },
        mark: { type: 'point', fill: 'white', size: 55, strokeWidth: 2, opacity: 1 },
        encoding: { x, y, color },
      },
    ],
  }
}
