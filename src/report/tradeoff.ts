import type { TopLevelSpec } from 'vega-lite'
import { COLOURS, FIGURE_CONFIG } from './theme.ts'
import { type LatencyName, type TradeoffFile, VARIANT_KINDS } from './tradeoff-file.ts'

const PANELS: readonly { readonly latency: LatencyName; readonly title: string }[] = [
  { latency: 'node1', title: 'onnxruntime-node, one thread' },
  { latency: 'browser', title: 'LiteRT.js in Chromium, one thread' },
]

const MODEL_COLOURS = [
  COLOURS.blue,
  COLOURS.vermillion,
  COLOURS.green,
  COLOURS.orange,
  COLOURS.purple,
  COLOURS.sky,
]
const KIND_SHAPES = ['circle', 'square', 'diamond', 'triangle-up']

/** Accuracy against time, a mark for each variant whose area is the size of its file; undefined before accuracy was measured. */
export function tradeoffFigure(file: TradeoffFile): TopLevelSpec | undefined {
  const panels = PANELS.filter(({ latency }) =>
    file.variants.some((variant) => variant.accuracy && variant.latency[latency]),
  )
  if (panels.length === 0 || file.data === null) return undefined
  const { data, machine, split } = file
  const about = [
    `${split} split`,
    `n = ${data.images.toLocaleString('en-US')}`,
    'balanced prior',
    ...(data.synthetic ? ['SYNTHETIC lesions'] : []),
    machine.processor,
  ]
  return {
    title: {
      text: 'Accuracy against time and size',
      subtitle: [
        about.join(' · '),
        'Bars: 95% bootstrap intervals over lesions. Area of a mark: bytes of the model file.',
      ],
    },
    config: FIGURE_CONFIG,
    spacing: 36,
    hconcat: panels.map((panel, index) => panelSpec(file, panel, index === 0)),
    resolve: { scale: { y: 'shared', size: 'shared', color: 'shared', shape: 'shared' } },
  } as TopLevelSpec
}

function panelSpec(
  { variants }: TradeoffFile,
  { latency, title }: (typeof PANELS)[number],
  named: boolean,
) {
  const values = variants.flatMap(({ model, kind, bytes, tfliteBytes, accuracy, ...variant }) => {
    const [timing, metric] = [variant.latency[latency], accuracy?.metrics.balancedAccuracy]
    if (!timing || !metric) return []
    const [low, high] = metric.interval ?? [metric.value, metric.value]
    const size = latency.startsWith('browser') ? (tfliteBytes ?? bytes) : bytes
    const label = model
    return [{ label, kind, size, milliseconds: timing.median, accuracy: metric.value, low, high }]
  })
  const y = {
    field: 'accuracy',
    type: 'quantitative',
    scale: { zero: false },
    axis: { title: named ? 'balanced accuracy' : null, format: '.0%', domain: false, ticks: false },
  }
  return {
    title: { text: title, fontSize: 12, fontWeight: 600, anchor: 'start', offset: 10 },
    width: 340,
    height: 320,
    data: { values },
    encoding: {
      x: {
        field: 'milliseconds',
        type: 'quantitative',
        scale: { zero: true, nice: true },
        axis: { title: 'milliseconds an image (median)', tickCount: 6, grid: false },
      },
      color: {
        field: 'label',
        type: 'nominal',
        scale: { domain: [...new Set(variants.map(({ model }) => model))], range: MODEL_COLOURS },
        legend: { title: null, symbolType: 'circle' },
      },
    },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, opacity: 0.4 },
        encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, opacity: 0.9, stroke: 'white' },
        encoding: {
          y,
          shape: {
            field: 'kind',
            type: 'nominal',
            scale: { domain: [...VARIANT_KINDS], range: KIND_SHAPES },
            legend: { title: null, symbolFillColor: COLOURS.grey },
          },
          size: {
            field: 'size',
            type: 'quantitative',
            scale: { domainMin: 0, range: [0, 700] },
            legend: null,
          },
        },
      },
    ],
  }
}
