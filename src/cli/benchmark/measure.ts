import type { Sample } from '../../dataset/types.ts'
import { DermaliteError } from '../../errors.ts'
import type {
  LatencyName,
  Timing,
  TradeoffVariant,
  VariantAccuracy,
} from '../../report/tradeoff-file.ts'
import { countProgress } from '../count-progress.ts'
import type { MeasuredSide } from '../evaluation/prediction-table.ts'
import { compareAccuracy } from './accuracy.ts'
import { timeInBrowser } from './browser-latency.ts'
import { MEMORY_ROUNDS, measureMemory } from './memory.ts'
import { timeInNode } from './node-latency.ts'
import type { Part } from './parts.ts'
import { predictVariants } from './predict-variants.ts'
import { summarizeTimes } from './summarize-times.ts'
import type { Variant } from './variants.ts'

/** What some parts say of each variant, in their order. */
export type Measured = {
  readonly accuracy?: readonly VariantAccuracy[]
  readonly memory?: readonly TradeoffVariant['memory'][]
  readonly latency: Partial<Record<LatencyName, readonly (Timing | null)[]>>
  /** The browser that timed; null where none did. */
  readonly browser: string | null
  /** Why numbers are missing. */
  readonly missing: readonly string[]
}

export type MeasureOptions = {
  readonly parts: readonly Part[]
  /** Images whose accuracy is measured, and whose they are. */
  readonly samples: readonly Sample[]
  readonly images: MeasuredSide
  readonly rounds: number
  readonly threads: number
}

const WARM_UP = 5
/** Of the rounds; a slowed down browser takes long. */
const THROTTLED_SHARE = 0.2

/** Measures the parts asked for, each with all variants side by side. */
export async function measureVariants(
  variants: readonly Variant[],
  options: MeasureOptions,
): Promise<Measured> {
  const { parts, rounds } = options
  const wants = (part: Part) => parts.includes(part)
  const accuracy = wants('accuracy') ? await accuracies(variants, options) : undefined
  const memory = wants('memory') ? await memories(variants) : undefined
  const node = wants('node') ? await nodeLatencies(variants, rounds) : {}
  const browser = wants('browser') ? await browserLatencies(variants, rounds) : undefined
  return {
    ...(accuracy && { accuracy }),
    ...(memory && { memory }),
    latency: { ...node, ...browser?.latency },
    browser: browser?.name ?? null,
    missing: browser?.missing ?? [],
  }
}

async function accuracies(
  variants: readonly Variant[],
  { samples, images, threads }: MeasureOptions,
) {
  const answering = countProgress('answering', 'images')
  const onProgress = answering.moveTo
  const tables = await predictVariants(samples, variants, { images, threads, onProgress }).finally(
    answering.stop,
  )
  const resamples = 1000
  const drawing = countProgress('bootstrapping', 'draws')
  let drawn = 0
  try {
    return compareAccuracy(tables, {
      resamples,
      onDraw: () => drawing.moveTo(++drawn, resamples),
    })
  } finally {
    drawing.stop()
  }
}

async function memories(variants: readonly Variant[]) {
  const progress = countProgress('measuring memory', 'processes')
  let done = 0
  const total = MEMORY_ROUNDS * variants.length
  return measureMemory(variants, () => progress.moveTo(++done, total)).finally(progress.stop)
}

async function nodeLatencies(variants: readonly Variant[], rounds: number) {
  const latency: Partial<Record<LatencyName, readonly Timing[]>> = {}
  for (const [name, threads] of [
    ['node1', 1],
    ['node2', 2],
  ] as const) {
    const label = `timing in Node, ${threads === 1 ? 'one thread' : `${threads} threads`}`
    const { turns, stop } = turnsUnderProgress(label, rounds)
    latency[name] = summarize(await timeInNode(variants, threads, turns).finally(stop))
  }
  return latency
}

async function browserLatencies(variants: readonly Variant[], rounds: number) {
  const exported = variants.flatMap((variant) =>
    variant.tflite ? [{ ...variant, tflite: variant.tflite }] : [],
  )
  const full = turnsUnderProgress('timing in the browser', rounds)
  const throttled = turnsUnderProgress(
    'timing in the browser, slowed down',
    Math.max(1, Math.round(rounds * THROTTLED_SHARE)),
  )
  try {
    const times = await timeInBrowser(exported, { full: full.turns, throttled: throttled.turns })
    const spread = (of: readonly Float64Array[]) => {
      const timings = summarize(of)
      return variants.map(({ name }) => {
        const index = exported.findIndex((each) => each.name === name)
        return index < 0 ? null : timings[index]!
      })
    }
    return {
      name: times.browser,
      latency: { browser: spread(times.full), browserThrottled: spread(times.throttled) },
      missing: [],
    }
  } catch (error) {
    if (!(error instanceof DermaliteError && error.code === 'runtime-unavailable')) throw error
    const missing = [`No times in a browser: ${error.message}. ${error.hint}`]
    return { name: null, latency: {}, missing }
  } finally {
    full.stop()
    throttled.stop()
  }
}

function turnsUnderProgress(label: string, rounds: number) {
  const progress = countProgress(label, 'rounds')
  let done = 0
  const onRound = () => progress.moveTo(++done, rounds + WARM_UP)
  return { turns: { warmUp: WARM_UP, rounds, onRound }, stop: progress.stop }
}

/** The first is the reference. */
function summarize(times: readonly Float64Array[]): Timing[] {
  return times.map((each) => summarizeTimes(each, times[0]!))
}
