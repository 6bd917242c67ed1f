import * as z from 'zod/mini'

const packedMatrix = z.object({
  rows: z.int().check(z.positive()),
  columns: z.int().check(z.positive()),
  bits: z.literal([8, 16]),
  scales: z.readonly(z.array(z.number().check(z.positive()))),
  data: z.base64(),
})

/** See `LabelSmoothing` of src/uncertainty/label-smoothing.ts. */
const labelSmoothing = z.object({
  share: z.number().check(z.gt(0), z.lt(1)),
  odds: z.readonly(z.array(z.number())),
})

const calibrationMap = z.object({
  smoothing: z.optional(labelSmoothing),
  features: z.enum(['logits', 'log-probabilities']),
  /** [K, K] row-major. */
  weight: z.readonly(z.array(z.number())),
  bias: z.readonly(z.array(z.number())),
})

/** See `CalibrationMethod` of src/uncertainty/fit/calibration.ts. */
const calibrationMethod = z.discriminatedUnion('method', [
  z.object({ method: z.literal('temperature') }),
  z.object({
    method: z.enum(['vector', 'dirichlet']),
    penalty: z.number().check(z.nonnegative()),
  }),
])

const conformalScore = z.discriminatedUnion('method', [
  z.object({ method: z.literal('lac') }),
  z.object({
    method: z.literal('raps'),
    penalty: z.number().check(z.nonnegative()),
    freeRanks: z.int().check(z.nonnegative()),
  }),
])

/**
 * What `dermalite calibrate` fits, for K classes and an embedding of C channels. Thresholds that depend on the prior are not
 * stored: they follow from the calibrated logits of the validation images, for any prior and coverage.
 */
export const uncertaintySchema = z.object({
  /** SHA-256 of the model file whose answers were fitted. */
  model: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  calibration: calibrationMap,
  /** How that map was fitted, but for its smoothing, so that validation images can be judged by maps that had no part in them. */
  calibrationMethod: z.optional(calibrationMethod),
  validation: z.object({
    /** Images of each class; the columns of `logits` stand in the order of the classes. */
    counts: z.array(z.int().check(z.nonnegative())),
    /** [K, N]: calibrated logits of each validation image by a map fitted without its lesion. */
    logits: packedMatrix,
  }),
  conformal: z.object({
    score: conformalScore,
    /** Images that each class borrows from the others. */
    shrinkage: z.number().check(z.nonnegative()),
  }),
  embedding: z.object({
    /** [R, C]: directions that the statistics below are kept in. */
    basis: packedMatrix,
    laplace: z.object({
      /** [R, R]. */
      whitening: packedMatrix,
      outsideVariance: z.number().check(z.nonnegative()),
      /** [K, K] row-major, lower triangle. */
      factor: z.array(z.number()),
    }),
    outOfDistribution: z.object({
      /** [K, R]. */
      means: packedMatrix,
      variances: z.array(z.number().check(z.positive())),
      outsideVariance: z.number().check(z.positive()),
      /** Distances above it are flagged. */
      threshold: z.number().check(z.positive()),
    }),
  }),
})

export type UncertaintyStatistics = z.infer<typeof uncertaintySchema>

/** What does not fit K classes; undefined where all does. */
export function misfit(statistics: UncertaintyStatistics, classCount: number): string | undefined {
  const { calibration, validation, embedding } = statistics
  const { basis, laplace, outOfDistribution } = embedding
  const images = validation.counts.reduce((a, b) => a + b, 0)
  const packed = [validation.logits, basis, laplace.whitening, outOfDistribution.means]
  const fits: readonly (readonly [string, boolean])[] = [
    [
      'calibration',
      calibration.bias.length === classCount &&
        calibration.weight.length === classCount ** 2 &&
        (!calibration.smoothing || calibration.smoothing.odds.length === classCount),
    ],
    [
      'validation',
      validation.counts.length === classCount &&
        validation.logits.rows === classCount &&
        validation.logits.columns === images,
    ],
    [
      'laplace',
      laplace.factor.length === classCount ** 2 &&
        laplace.whitening.rows === basis.rows &&
        laplace.whitening.columns === basis.rows,
    ],
    [
      'outOfDistribution',
      outOfDistribution.means.rows === classCount &&
        outOfDistribution.means.columns === basis.rows &&
        outOfDistribution.variances.length === basis.rows,
    ],
    [
      'data',
      packed.every(
        ({ rows, columns, bits, scales, data }) =>
          scales.length === rows && byteLength(data) === (rows * columns * bits) / 8,
      ),
    ],
  ]
  return fits.find(([, fit]) => !fit)?.[0]
}

function byteLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (base64.length / 4) * 3 - padding
}
