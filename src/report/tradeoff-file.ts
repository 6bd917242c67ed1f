import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { writeFileAtomic } from '../write-file.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from './metrics-file.ts'
import { checkResults, readJsonResults } from './results-file.ts'

const share = z.number().min(0).max(1)
const count = z.int().nonnegative()
const interval = z.tuple([z.number(), z.number()])

/** How a model stores its weights, and whether it computes in 8 bits (`int8`) or in float32 (the others). */
export const VARIANT_KINDS = ['float32', 'float16 weights', 'int8 weights', 'int8'] as const
export type VariantKind = (typeof VARIANT_KINDS)[number]

const timingSchema = z.object({
  /** Milliseconds an image. */
  median: z.number().positive(),
  p95: z.number().positive(),
  /** How many times as fast as the reference: the median of paired ratios, with its 95 % bootstrap interval. */
  speedup: z.number().positive(),
  speedupInterval: interval,
})

/** Where time is measured: two numbers of threads in Node, two speeds of the processor in the browser. */
export const LATENCIES = ['node1', 'node2', 'browser', 'browserThrottled'] as const
export type LatencyName = (typeof LATENCIES)[number]

const measuredSchema = z.object({
  value: z.number(),
  /** 95 % bootstrap interval over lesions; absent where the number is the same on every draw. */
  interval: interval.optional(),
  /** Minus the reference's, on the same images. */
  difference: z.number(),
  differenceInterval: interval,
})

const accuracySchema = z.object({
  /** By the names of `flattenMetrics`. */
  metrics: z.record(z.string(), measuredSchema),
  /** Share of the images that get the reference's label. */
  sameLabel: share,
  /** Mean absolute difference of the probabilities to the reference's. */
  probabilityDifference: share,
  mcNemar: z.object({ onlyReference: count, onlyVariant: count, p: share }),
})

const variantSchema = z.object({
  name: z.string().min(1),
  model: z.string().min(1),
  kind: z.enum(VARIANT_KINDS),
  sha256: z.string().length(64),
  /** Bytes of the .onnx file. */
  bytes: z.int().positive(),
  /** Bytes of the .tflite file; null where the variant is not exported. */
  tfliteBytes: z.int().positive().nullable(),
  parameters: count,
  macs: count,
  /** Bytes resident at the peak of a process that loads the model and runs it; `model`: beyond a process that loads none. */
  memory: z.object({ peak: z.number().positive(), model: z.number() }).nullable(),
  latency: z.record(z.enum(LATENCIES), timingSchema.nullable()),
  accuracy: accuracySchema.nullable(),
})

export const tradeoffFileSchema = z.object({
  schemaVersion: z.literal(1),
  createdAt: z.iso.datetime(),
  /** The variant that the others are compared with. */
  reference: z.string().min(1),
  split: z.enum(EVALUATED_SPLITS),
  /** Of the images that accuracy was measured on. */
  data: z
    .object({ dataset: z.string().min(1), synthetic: z.boolean(), images: z.int().positive() })
    .nullable(),
  machine: z.object({
    processor: z.string(),
    cores: z.int().positive(),
    system: z.string(),
    node: z.string(),
    onnxRuntime: z.string().nullable(),
    liteRt: z.string().nullable(),
    browser: z.string().nullable(),
    /** Processes that wanted to run, in the mean over the minute before. */
    loadAverage: z.number(),
  }),
  /** Why numbers are missing. */
  missing: z.array(z.string()),
  variants: z.array(variantSchema).min(1),
})

/** `tradeoff.json`: size, time, memory and accuracy of the variants of some models, measured side by side. */
export type TradeoffFile = z.infer<typeof tradeoffFileSchema>
export type TradeoffVariant = z.infer<typeof variantSchema>
export type Timing = z.infer<typeof timingSchema>
export type VariantAccuracy = z.infer<typeof accuracySchema>
export type MeasuredMetric = z.infer<typeof measuredSchema>

/** The name of both files, without `.json` and `.csv`. */
export function tradeoffName(split: EvaluatedSplit): string {
  return split === 'val' ? 'tradeoff' : `tradeoff-${split}`
}

/** @throws DermaliteError `results-not-found`, `file-unreadable`, or `results-invalid` with the field that is wrong */
export async function readTradeoff(path: string): Promise<TradeoffFile> {
  return checkResults(tradeoffFileSchema, await readJsonResults(path), path)
}

/** @param basePath the path of both files without `.json` and `.csv` */
export async function writeTradeoff(basePath: string, file: TradeoffFile): Promise<void> {
  const checked = checkResults(tradeoffFileSchema, file, `${basePath}.json`)
  await writeFileAtomic(`${basePath}.json`, `${JSON.stringify(checked, null, 2)}\n`)
  await writeFileAtomic(`${basePath}.csv`, stringify(checked.variants.map(flat), { header: true }))
}

/** A variant as one row of numbers; what was not measured is empty. */
function flat(variant: TradeoffVariant): Record<string, string | number | null> {
  const { latency, accuracy, memory, ...plain } = variant
  const row: Record<string, string | number | null> = {
    variant: plain.name,
    ...{ bytes: plain.bytes, tflite_bytes: plain.tfliteBytes },
    ...{ parameters: plain.parameters, macs: plain.macs },
    ...{ peak_memory: memory?.peak ?? null, model_memory: memory?.model ?? null },
  }
  for (const name of LATENCIES) {
    const timing = latency[name]
    row[`${name}_median_ms`] = timing?.median ?? null
    row[`${name}_p95_ms`] = timing?.p95 ?? null
    row[`${name}_speedup`] = timing?.speedup ?? null
    row[`${name}_speedup_low`] = timing?.speedupInterval[0] ?? null
    row[`${name}_speedup_high`] = timing?.speedupInterval[1] ?? null
  }
  for (const [name, measured] of Object.entries(accuracy?.metrics ?? {})) {
    row[name] = measured.value
    row[`${name}_low`] = measured.interval?.[0] ?? null
    row[`${name}_high`] = measured.interval?.[1] ?? null
    row[`${name}_difference`] = measured.difference
    row[`${name}_difference_low`] = measured.differenceInterval[0]
    row[`${name}_difference_high`] = measured.differenceInterval[1]
  }
  row.same_label = accuracy?.sameLabel ?? null
  row.mcnemar_p = accuracy?.mcNemar.p ?? null
  return row
}
