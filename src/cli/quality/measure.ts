import type { Sample } from '../../dataset/types.ts'
import { findLesion } from '../../image/lesion/find-lesion.ts'
import { jaccardIndex, type Mask } from '../../image/lesion/mask.ts'
import { decodeImage } from '../../image/node/decode.ts'
import { assessQuality, QUALITY_LIMITS } from '../../image/quality/assess-quality.ts'
import type { QualityIssueCode } from '../../image/quality/issue.ts'
import type { RgbImage } from '../../image/types.ts'
import { mapOrdered } from '../../map-ordered.ts'
import { quantile } from '../../metrics/quantile.ts'
import { addGlare, blurImage, cutInHalf, scaleLight } from './spoil.ts'

/** Pictures made worse in a known way, and the issue that each must raise. */
const SPOILED = [
  { name: 'blurred, sigma 1/150 of the short side', code: 'blurred', spoil: blurredBy(1 / 150) },
  { name: 'blurred, sigma 1/100', code: 'blurred', spoil: blurredBy(1 / 100) },
  { name: 'blurred, sigma 1/75', code: 'blurred', spoil: blurredBy(1 / 75) },
  { name: 'a quarter of the brightness', code: 'too-dark', spoil: litBy(0.25) },
  { name: '1.5 times the brightness', code: 'too-bright', spoil: litBy(1.5) },
  { name: 'twice the brightness', code: 'too-bright', spoil: litBy(2) },
  { name: 'a reflection over 4 %', code: 'glare', spoil: (image) => addGlare(image, 0.04) },
  { name: 'half of the lesion out of view', code: 'lesion-cut-off', spoil: halved },
] as const satisfies readonly {
  name: string
  code: QualityIssueCode
  spoil: (image: RgbImage) => RgbImage | null
}[]

export type QualityReport = {
  readonly images: number
  /** Shares of the pictures as they are: flagged at all, and for each reason. */
  readonly clean: {
    readonly flagged: number
    readonly byCode: Readonly<Partial<Record<QualityIssueCode, number>>>
  }
  /** Of pictures made worse: how many raised the issue that fits, and how many any. */
  readonly spoiled: readonly {
    readonly name: string
    readonly code: QualityIssueCode
    readonly images: number
    readonly found: number
    readonly flagged: number
  }[]
  /** Lesions found against the masks of the data set; null without masks. */
  readonly lesions: {
    readonly images: number
    readonly medianJaccard: number
    readonly meanJaccard: number
    /** Share of the lesions with an index of 0.5 or more. */
    readonly half: number
  } | null
}

const CONCURRENCY = 4

/** @param maskOf the true mask of a sample, undefined where there is none */
export async function measureQualityChecks(
  samples: readonly Sample[],
  maskOf: (sample: Sample) => Promise<Mask | undefined>,
  onProgress: (done: number, total: number) => void,
): Promise<QualityReport> {
  const seen: Judged[] = []
  const task = async (sample: Sample) => judge(await decodeImage(sample.path), await maskOf(sample))
  for await (const judged of mapOrdered(samples, CONCURRENCY, task)) {
    seen.push(judged)
    onProgress(seen.length, samples.length)
  }
  return summarise(seen)
}

type Codes = readonly QualityIssueCode[]

type Judged = {
  readonly clean: Codes
  /** Null where the picture cannot be made worse like that. */
  readonly spoiled: readonly (Codes | null)[]
  readonly jaccard: number | undefined
}

function judge(image: RgbImage, truth: Mask | undefined): Judged {
  const lesion = findLesion(image)
  return {
    clean: assessQuality(image, lesion).issues.map(({ code }) => code),
    spoiled: SPOILED.map(({ spoil }) => {
      const worse = spoil(image)
      return worse && assessQuality(worse, findLesion(worse)).issues.map(({ code }) => code)
    }),
    jaccard: truth && (lesion === null ? 0 : jaccardIndex(truth, lesion.mask)),
  }
}

function summarise(seen: readonly Judged[]): QualityReport {
  const codes = [...new Set(seen.flatMap(({ clean }) => clean))].sort()
  const jaccards = seen.flatMap(({ jaccard }) => jaccard ?? []).sort((a, b) => a - b)
  return {
    images: seen.length,
    clean: {
      flagged: share(seen, ({ clean }) => clean.length > 0),
      byCode: Object.fromEntries(
        codes.map((code) => [code, share(seen, ({ clean }) => clean.includes(code))]),
      ),
    },
    spoiled: SPOILED.map(({ name, code }, index) => {
      const raised = seen.flatMap(({ spoiled }) => (spoiled[index] ? [spoiled[index]] : []))
      return {
        name,
        code,
        images: raised.length,
        found: share(raised, (issues) => issues.includes(code)),
        flagged: share(raised, (issues) => issues.length > 0),
      }
    }),
    lesions:
      jaccards.length === 0
        ? null
        : {
            images: jaccards.length,
            medianJaccard: quantile(jaccards, 0.5),
            meanJaccard: jaccards.reduce((sum, value) => sum + value, 0) / jaccards.length,
            half: share(jaccards, (value) => value >= 0.5),
          },
  }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length
}

/** @param sigma share of the short side */
function blurredBy(sigma: number) {
  return (image: RgbImage) => blurImage(image, sigma * Math.min(image.width, image.height))
}

function litBy(factor: number) {
  return (image: RgbImage) => scaleLight(image, factor)
}

/** Only where the lesion is whole, and what remains is large enough. */
function halved(image: RgbImage): RgbImage | null {
  const lesion = findLesion(image)
  if (lesion === null || lesion.touchesBorder) return null
  const half = cutInHalf(image, lesion)
  return Math.min(half.width, half.height) < QUALITY_LIMITS.minSide ? null : half
}
