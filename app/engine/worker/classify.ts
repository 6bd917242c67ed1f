import { readPixels } from '../../../src/classifier/browser/index.ts'
import { createClassifier, resolvePrior } from '../../../src/classifier/index.ts'
import { withSymmetricViews } from '../../../src/classifier/views.ts'
import { evidenceInside } from '../../../src/explain/evidence-inside.ts'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import { assessQuality } from '../../../src/image/quality/assess-quality.ts'
import type { Answer, Question } from '../protocol.ts'
import { engine } from './load.ts'
import { openedPicture } from './open.ts'

export async function classifyOpened({ region, prior, thorough }: Question): Promise<Answer> {
  const { manifest, file, runtime } = await engine()
  const classifier = createClassifier({
    manifest,
    file,
    runtime: thorough ? withSymmetricViews(runtime, manifest.input.size) : runtime,
    prior: resolvePrior(prior, manifest),
  })
  const pixels = readPixels(openedPicture(), region)
  const lesion = findLesion(pixels)
  const answer = await classifier.classify(pixels)
  return {
    ...answer,
    quality: assessQuality(pixels, lesion),
    evidence: { insideLesion: lesion && evidenceInside(answer.heatmap, lesion.mask) },
    lesion: lesion?.mask ?? null,
  }
}
