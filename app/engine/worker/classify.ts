import { readPixels } from '../../../src/classifier/browser/index.ts'
import { createClassifier, resolvePrior } from '../../../src/classifier/index.ts'
import { withSymmetricViews } from '../../../src/classifier/views.ts'
import type { Answer, Question } from '../protocol.ts'
import { engine } from './load.ts'
import { openedPicture } from './open.ts'

export async function classifyOpened(question: Question): Promise<Answer> {
  const { region, prior, coverage, thorough } = question
  const { manifest, file, runtime } = await engine()
  const classifier = createClassifier({
    manifest,
    file,
    runtime: thorough ? withSymmetricViews(runtime, manifest.input.size) : runtime,
    prior: resolvePrior(prior, manifest),
    coverage,
  })
  return classifier.classify(readPixels(openedPicture(), region))
}
