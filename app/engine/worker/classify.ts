import { readPixels } from '../../../src/classifier/browser/index.ts'
import { type Classifier, createClassifier, resolvePrior } from '../../../src/classifier/index.ts'
import { withSymmetricViews } from '../../../src/classifier/views.ts'
import type { Answer, Question } from '../protocol.ts'
import { engine } from './load.ts'
import { openedPicture } from './open.ts'

type Settings = Omit<Question, 'region'>

export async function classifyOpened({ region, ...settings }: Question): Promise<Answer> {
  const classifier = await classifierFor(settings)
  return classifier.classify(readPixels(openedPicture(), region))
}

/** The classifier of the last settings: its statistics are prepared once. */
let latest: { readonly key: string; readonly classifier: Classifier } | undefined

async function classifierFor(settings: Settings): Promise<Classifier> {
  const key = JSON.stringify(settings)
  if (latest?.key !== key) latest = { key, classifier: await open(settings) }
  return latest.classifier
}

async function open({ prior, coverage, thorough }: Settings): Promise<Classifier> {
  const { manifest, file, runtime } = await engine()
  return createClassifier({
    manifest,
    file,
    runtime: thorough ? withSymmetricViews(runtime, manifest.input.size) : runtime,
    prior: resolvePrior(prior, manifest),
    coverage,
  })
}
