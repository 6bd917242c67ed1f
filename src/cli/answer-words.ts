import { isLesionClass, LESION_NAMES } from '../classes.ts'
import type { Answer, Triage } from '../classifier/index.ts'
import { describeEvidence } from '../explain/describe-evidence.ts'

/** More classes than this are no answer any more. */
const FEW = 3

const LEVELS: Readonly<Record<Triage['level'], string>> = {
  high: 'high. Show this lesion to a doctor soon.',
  raised: 'raised. Have a doctor look at this lesion.',
  'not-raised':
    'not raised, which does not rule out a dangerous lesion. If it changes, bleeds, itches or worries you, show it to a doctor.',
  unclear:
    'unclear: this picture allows no statement. If the lesion worries you, show it to a doctor.',
}

/** What stands between a picture and its answer. */
export function warningsOf({ quality, outOfDistribution }: Answer): string[] {
  const unlike =
    'Unlike the pictures that the model was trained on: whatever is said below means little.'
  return [
    ...quality.issues.map(({ message }) => message),
    ...(outOfDistribution?.flagged ? [unlike] : []),
  ]
}

/** How suspicious the lesion looks, and by what measure; undefined where the bundle has none. */
export function suspicionOf({ triage, malignancy }: Answer): string[] {
  if (!triage || malignancy === null) return []
  const together = `Melanoma, basal cell carcinoma and actinic keratosis together have ${percent(malignancy)};`
  const reach = `${percent(triage.sensitivity)} of the malignant validation images have at least ${percent(triage.threshold)}.`
  return [
    `suspicion: ${LEVELS[triage.level]}`,
    ...(triage.level === 'unclear' ? [] : [`${together} ${reach}`]),
  ]
}

/** How far the answer can be trusted, in a sentence; undefined where nothing is promised of such a picture. */
export function howSure(answer: Answer): string | undefined {
  const { predictionSet, coverage, outOfDistribution } = answer
  if (!predictionSet || coverage === null || outOfDistribution?.flagged) return undefined
  const kinds = predictionSet.length
  const share = `${percent(coverage)} of pictures like those of the training data`
  if (kinds === 1) return `One class (*) is enough to hold the right one in ${share}.`
  const needed = `it takes ${kinds} classes (*) to hold the right one in ${share}.`
  if (kinds <= FEW) return `Not sure: ${needed}`
  return `Unsure: ${needed} Read them as a question, not as an answer.`
}

/** Where the evidence for a class lies. */
export function evidenceOf({ heatmaps, lesion }: Answer, shownClass: string): string {
  const { sentence } = describeEvidence(heatmaps[shownClass]!, {
    lesion,
    className: className(shownClass),
  })
  return sentence
}

export function className(id: string): string {
  return isLesionClass(id) ? LESION_NAMES[id] : id
}

function percent(share: number): string {
  return share < 0.1 ? `${(share * 100).toFixed(1)} %` : `${Math.round(share * 100)} %`
}
