import type { Config } from 'vega-lite'
import { FIGURE_FONT } from './font.ts'

/** Okabe and Ito's colours (2008), told apart by colour-blind eyes; without their yellow, too pale on white. */
export const COLOURS = {
  orange: '#E69F00',
  sky: '#56B4E9',
  green: '#009E73',
  purple: '#CC79A7',
  vermillion: '#D55E00',
  blue: '#0072B2',
  black: '#1A1A1A',
  grey: '#8C8C8C',
} as const

const CLASS_COLOURS: Readonly<Record<string, string>> = {
  akiec: COLOURS.orange,
  bcc: COLOURS.sky,
  bkl: COLOURS.green,
  df: COLOURS.purple,
  mel: COLOURS.vermillion,
  nv: COLOURS.blue,
  vasc: COLOURS.black,
}

/** The colour of each class, the same in every figure; classes of other data sets take the colours in turn. */
export function classColours(classes: readonly string[]): string[] {
  const palette = Object.values(CLASS_COLOURS)
  return classes.map((name, k) => CLASS_COLOURS[name] ?? palette[k % palette.length]!)
}

const INK = '#1A1A1A'
const SOFT_INK = '#5A5A5A'

/** The look of all figures: one font, quiet axes, the data in front. */
export const FIGURE_CONFIG: Config = {
  font: FIGURE_FONT,
  background: 'white',
  padding: 18,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'group',
    fontSize: 16,
    fontWeight: 600,
    color: INK,
    subtitleFontSize: 12,
    subtitleColor: SOFT_INK,
    subtitlePadding: 6,
    offset: 18,
  },
  axis: {
    labelFontSize: 11,
    labelColor: SOFT_INK,
    labelPadding: 6,
    titleFontSize: 12,
    titleFontWeight: 400,
    titleColor: INK,
    titlePadding: 10,
    domainColor: '#BDBDBD',
    tickColor: '#BDBDBD',
    tickSize: 4,
    gridColor: '#ECECEC',
  },
  legend: {
    labelFontSize: 11.5,
    labelColor: INK,
    labelLimit: 400,
    titleFontSize: 12,
    titleFontWeight: 600,
    titleColor: INK,
    symbolStrokeWidth: 2.5,
    symbolSize: 160,
    rowPadding: 5,
  },
}

/** What a figure is about. */
export type FigureSubject = {
  /** Name of the model. */
  model: string
  split: string
  /** Images. */
  n: number
  /** The class frequencies that the probabilities assume. */
  prior: string
  /** True when the images are drawn, not photographed. */
  synthetic: boolean
}

/** The line under a figure's title: `mobilenet-v2 · test split · n = 1,473 · balanced prior`. */
export function figureSubtitle({ model, split, n, prior, synthetic }: FigureSubject): string {
  const parts = [
    model,
    `${split} split`,
    `n = ${n.toLocaleString('en-US')}`,
    `${prior} prior`,
    ...(synthetic ? ['SYNTHETIC lesions'] : []),
  ]
  return parts.join(' · ')
}
