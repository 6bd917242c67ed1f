import { readPixels } from '../../../src/classifier/browser/index.ts'
import { createClassifier, resolvePrior } from '../../../src/classifier/index.ts'
import type { Answer, Question } from '../protocol.ts'
import { engine } from './load.ts'
import { openedPicture } from './open.ts'

export async function classifyOpened({ region, prior }: Question): Promise<Answer> {
  const parts = await engine()
  const classifier = createClassifier({ ...parts, prior: resolvePrior(prior, parts.manifest) })
  return classifier.classify(readPixels(openedPicture(), region))
}
