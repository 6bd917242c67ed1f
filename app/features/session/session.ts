import { signal } from '@preact/signals'
import type { Region } from '../../../src/image/crop.ts'
import { toEngineError } from '../../engine/bridge-error.ts'
import { classify, openPicture } from '../../engine/engine.ts'
import type { Answer, EngineErrorCode, OpenedPicture } from '../../engine/protocol.ts'
import { preferences } from '../../preferences/preferences.ts'
import { go } from '../../shell/route.ts'
import { squareJpeg } from '../answer/draw-square.ts'
import { type Checklist, EMPTY_CHECKLIST } from '../checklist/checklist.ts'
import type { Result } from '../history/records.ts'

/** The picture being looked at. */
export const picture = signal<OpenedPicture | undefined>(undefined)
/** The square of it that was, or is being, classified. */
export const region = signal<Region | undefined>(undefined)
export const answer = signal<Answer | undefined>(undefined)
/** The lesion that the answer is kept with. */
export const keptWith = signal<number | undefined>(undefined)
/** What its user said about the lesion; goes with the answer. */
export const checklist = signal<Checklist>(EMPTY_CHECKLIST)
/** What went wrong last, until the next try. */
export const failure = signal<EngineErrorCode | undefined>(undefined)
/** Whether a picture is being opened. */
export const opening = signal(false)

let running: AbortController | undefined
let answeredAt = 0

/** Decodes a picture and goes to its crop. */
export async function usePicture(file: Blob, { replace = false } = {}): Promise<void> {
  const { signal } = restart()
  opening.value = true
  try {
    const opened = await openPicture(file, signal)
    picture.peek()?.preview.close()
    picture.value = opened
    region.value = undefined
    answer.value = undefined
    checklist.value = EMPTY_CHECKLIST
    go('crop', { replace })
  } catch (error) {
    if (!signal.aborted) failure.value = toEngineError(error).code
  } finally {
    if (!signal.aborted) opening.value = false
  }
}

/** Classifies a square of the picture and goes to the answer. */
export async function ask(square: Region): Promise<void> {
  const { signal } = restart()
  const { prior, coverage, thorough } = preferences.peek()
  region.value = square
  answer.value = undefined
  keptWith.value = undefined
  go('answer')
  try {
    const said = await classify({ region: square, prior, coverage, thorough }, signal)
    answeredAt = Date.now()
    answer.value = said
  } catch (error) {
    if (!signal.aborted) failure.value = toEngineError(error).code
  }
}

/** What there is to keep or to export; needs an answer. */
export async function currentResult(): Promise<Result> {
  return {
    takenAt: answeredAt,
    photo: await squareJpeg(picture.peek()!, region.peek()!),
    answer: answer.peek()!,
    checklist: checklist.peek(),
  }
}

/** Lets the picture go: another model has not opened it. */
export function closePicture(): void {
  restart()
  opening.value = false
  picture.peek()?.preview.close()
  picture.value = undefined
  answer.value = undefined
}

function restart(): AbortController {
  running?.abort()
  running = new AbortController()
  failure.value = undefined
  return running
}
