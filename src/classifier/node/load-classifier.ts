import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { DermaliteError } from '../../errors.ts'
import { decodeImage } from '../../image/node/decode.ts'
import type { RgbImage } from '../../image/types.ts'
import { PACKAGE_ROOT } from '../../package-root.ts'
import { checkCoverage, DEFAULT_COVERAGE } from '../assess.ts'
import { type Classifier, createClassifier } from '../classifier.ts'
import type { Precision } from '../manifest.ts'
import { type PriorChoice, resolvePrior } from '../prior.ts'
import { withSymmetricViews } from '../views.ts'
import { loadBundle } from './load-bundle.ts'
import { createOnnxRuntime } from './onnx-runtime.ts'

/** A path, the bytes of a picture file, or decoded pixels. */
export type Picture = string | Uint8Array | RgbImage

export type ClassifierOptions = {
  /** Folder of a model bundle; default: the MobileNetV2 that ships with DermaLite. */
  readonly bundle?: string | undefined
  /** Default: int8 where the bundle has it, else float32. */
  readonly precision?: Precision | undefined
  /** Class frequencies that the probabilities assume; default `balanced`. */
  readonly prior?: PriorChoice | undefined
  /** How often the prediction set shall hold the truth, in (0, 1); default 0.9. */
  readonly coverage?: number | undefined
  /** Look at all eight positions of the picture and answer with their mean: eight times as slow, a little better. */
  readonly thorough?: boolean | undefined
  /** Threads of one inference, 1 or more; default: the cores of the machine, at most 4. */
  readonly threads?: number | undefined
}

/** The folder of the model that ships with DermaLite. */
export const DEFAULT_BUNDLE = join(PACKAGE_ROOT, 'models', 'mobilenet-v2')

/** More threads than this do not make so small a network faster. */
const MOST_THREADS = 4

/**
 * Loads a model, ready to classify pictures.
 *
 * ```ts
 * import { loadClassifier } from 'dermalite/node'
 *
 * const classifier = await loadClassifier()
 * const answer = await classifier.classify('photo.jpg')
 * console.log(answer.label, answer.probabilities)
 * await classifier.dispose()
 * ```
 *
 * Research software, not a medical device.
 *
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`, `bad-argument` (no model of this precision, a prior that
 *   does not fit the classes, a coverage or a number of threads that is none)
 */
export async function loadClassifier({
  bundle = DEFAULT_BUNDLE,
  precision,
  prior: choice = 'balanced',
  coverage = DEFAULT_COVERAGE,
  thorough = false,
  threads = Math.min(MOST_THREADS, availableParallelism()),
}: ClassifierOptions = {}): Promise<Classifier<Picture>> {
  checkCoverage(coverage)
  checkThreads(threads)
  const { manifest, file, model } = await loadBundle(bundle, precision)
  const prior = resolvePrior(choice, manifest)
  const { size } = manifest.input
  const oneView = await createOnnxRuntime(model, { size, threads })
  const runtime = thorough ? withSymmetricViews(oneView, size) : oneView
  return createClassifier({ manifest, file, runtime, prior, coverage, decode: toPixels })
}

async function toPixels(picture: Picture): Promise<RgbImage> {
  const encoded = typeof picture === 'string' || picture instanceof Uint8Array
  return encoded ? decodeImage(picture) : picture
}

function checkThreads(threads: number): void {
  if (Number.isInteger(threads) && threads > 0) return
  throw new DermaliteError(
    'bad-argument',
    `${threads} is no number of threads`,
    'Pass a whole number from 1 on, or leave it out.',
  )
}
