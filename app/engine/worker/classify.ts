import { readPixels } from '../../../src/classifier/browser/index.ts'
import { createClassifier, resolvePrior } from '../../../src/classifier/index.ts'
import { evidenceInside } from '../../../src/explain/evidence-inside.ts'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import { assessQuality } from '../../../src/image/quality/assess-quality.ts'
import type { Answer, Question } from '../protocol.ts'
import { engine } from './load.ts'
import { openedPicture } from './open.ts'

export async function classifyOpened({ region, prior }: Question): Promise<Answer> {
  const parts = await engine()
  const classifier = createClassifier({ ...parts, prior: resolvePrior(prior, parts.manifest) })
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
