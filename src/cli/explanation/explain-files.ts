import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExplainOptions, explain } from '../../attribution/explain.ts'
import type { ExplainableModel } from '../../attribution/model.ts'
import { isLesionClass, LESION_NAMES } from '../../classes.ts'
import type { Manifest } from '../../classifier/index.ts'
import { describeEvidence, type EvidenceDescription } from '../../explain/describe-evidence.ts'
import { findLesion } from '../../image/lesion/find-lesion.ts'
import { decodeImage } from '../../image/node/decode.ts'
import type { OverlayOptions } from '../../image/overlay.ts'
import { preprocess } from '../../image/preprocess.ts'
import { balancedPrior } from '../../uncertainty/prior.ts'
import { calibratedProbabilities } from '../../uncertainty/probabilities.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import type { FailedFile } from '../classify-files.ts'
import { reportOf } from '../errors.ts'
import { encodeHeatMapPicture } from '../heat-map-picture.ts'
import type { Input } from '../inputs.ts'
import { uniqueNames } from '../unique-names.ts'

export type ExplainedFile = {
  readonly file: string
  /** The answer, under the balanced prior. */
  readonly label: string
  /** The class that the heat map explains, and its probability. */
  readonly class: string
  readonly probability: number
  /** Path of the heat-map picture. */
  readonly heatmap: string
  readonly evidence: EvidenceDescription
}

export type ExplainFilesOptions = Omit<ExplainOptions, 'classIndex'> & {
  readonly manifest: Manifest
  /** Folder of the pictures; it must exist. */
  readonly out: string
  /** The class to explain; the answer of each picture where left out. */
  readonly shownClass?: string | undefined
  readonly overlay: OverlayOptions
}

/** Explains pictures one after the other and yields one result for each; a picture that fails yields its error. */
export async function* explainFiles(
  model: ExplainableModel,
  inputs: readonly Input[],
  options: ExplainFilesOptions,
): AsyncGenerator<ExplainedFile | FailedFile, void, undefined> {
  const nameOf = uniqueNames()
  for (const { file, error } of inputs) {
    const path = join(options.out, `${nameOf(file)}.png`)
    try {
      if (error) throw error
      yield await explainFile(model, file, path, options)
    } catch (failure) {
      yield { file, error: reportOf(failure) }
    }
  }
}

async function explainFile(
  model: ExplainableModel,
  file: string,
  path: string,
  { manifest, shownClass, overlay, ...options }: ExplainFilesOptions,
): Promise<ExplainedFile> {
  const { classes, input } = manifest
  const picture = await decodeImage(file)
  const image = preprocess(picture, input)
  const logits = await model.logits(image, 1)
  const probabilities = calibratedProbabilities(logits, manifest, balancedPrior(classes.length))
  const answer = probabilities.indexOf(Math.max(...probabilities))
  const classIndex = shownClass === undefined ? answer : classes.indexOf(shownClass)
  const shown = classes[classIndex]!
  const heat = await explain(model, image, { ...options, classIndex })
  const png = await encodeHeatMapPicture(picture, heat, overlay)
  await reportWriteFailure(path, writeFile(path, png))
  const className = isLesionClass(shown) ? LESION_NAMES[shown] : shown
  return {
    file,
    label: classes[answer]!,
    class: shown,
    probability: probabilities[classIndex]!,
    heatmap: path,
    evidence: describeEvidence(heat, { lesion: findLesion(picture)?.mask ?? null, className }),
  }
}
