import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer, Classifier } from '../classifier/index.ts'
import { decodeImage } from '../image/node/decode.ts'
import { mapOrdered } from '../map-ordered.ts'
import { timedAsync } from '../timing.ts'
import { reportWriteFailure } from '../write-failure.ts'
import { type ErrorReport, reportOf } from './errors.ts'
import { encodeHeatMapPicture } from './heat-map-picture.ts'
import type { Input } from './inputs.ts'
import { uniqueNames } from './unique-names.ts'

export type ClassifiedFile = {
  readonly file: string
  readonly answer: Answer
  /** Path of the heat-map picture; null when none was asked for. */
  readonly heatmap: string | null
  /** The class that the heat map explains. */
  readonly shownClass: string
}

export type FailedFile = { readonly file: string; readonly error: ErrorReport }
export type FileResult = ClassifiedFile | FailedFile

export type HeatMapOptions = {
  /** Folder of the pictures; it must exist. */
  readonly out: string
  /** The class to explain; the answer of each picture where left out. */
  readonly shownClass?: string | undefined
}

/** Pictures decoded, classified or drawn at the same time; the model itself takes one after the other. */
const CONCURRENCY = 4

/**
 * Classifies pictures and yields one result for each, in their order. A picture that fails yields its error, the others
 * go on.
 *
 * @param heatMaps none are drawn where left out
 */
export async function* classifyFiles(
  classifier: Classifier,
  inputs: readonly Input[],
  heatMaps?: HeatMapOptions,
): AsyncGenerator<FileResult, void, undefined> {
  const nameOf = uniqueNames()
  yield* mapOrdered(inputs, CONCURRENCY, async ({ file, error }) => {
    const name = nameOf(file)
    try {
      if (error) throw error
      return await classifyFile(classifier, file, name, heatMaps)
    } catch (failure) {
      return { file, error: reportOf(failure) }
    }
  })
}

async function classifyFile(
  classifier: Classifier,
  file: string,
  name: string,
  heatMaps?: HeatMapOptions,
): Promise<ClassifiedFile> {
  const decoded = await timedAsync(() => decodeImage(file))
  const answer = await classifier.classify(decoded.value)
  const shownClass = heatMaps?.shownClass ?? answer.label
  const drawn = await timedAsync(async () => {
    if (!heatMaps) return null
    const path = join(heatMaps.out, `${name}.png`)
    const png = await encodeHeatMapPicture(decoded.value, answer.heatmaps[shownClass]!)
    await reportWriteFailure(path, writeFile(path, png))
    return path
  })
  const milliseconds = {
    ...answer.milliseconds,
    decode: decoded.milliseconds,
    explain: answer.milliseconds.explain + drawn.milliseconds,
  }
  return { file, answer: { ...answer, milliseconds }, heatmap: drawn.value, shownClass }
}
