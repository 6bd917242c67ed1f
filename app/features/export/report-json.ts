import { sevenPointScore } from '../checklist/checklist.ts'
import { toBase64 } from './base64.ts'
import { type Report, SOFTWARE } from './report.ts'

/** Goes up when a field changes its meaning. */
const VERSION = 1

/** The reports as one JSON document; the fields of an answer are those of `run.ts --json`. */
export async function reportsAsJson(reports: readonly Report[], notice: string): Promise<string> {
  const results = await Promise.all(reports.map(resultOf))
  const document = { format: 'dermalite-results', version: VERSION, software: SOFTWARE, notice }
  return JSON.stringify({ ...document, results }, null, 2)
}

async function resultOf({ takenAt, lesion, photo, answer, checklist }: Report) {
  return {
    takenAt: new Date(takenAt).toISOString(),
    lesion,
    label: answer.label,
    probabilities: answer.probabilities,
    prior: answer.prior.name,
    malignancy: answer.malignancy,
    triage: answer.triage,
    predictionSet: answer.predictionSet,
    coverage: answer.coverage,
    uncertainty: answer.uncertainty,
    outOfDistribution: answer.outOfDistribution,
    quality: answer.quality,
    evidence: answer.evidence,
    model: answer.model,
    checklist: { ...checklist, sevenPointScore: sevenPointScore(checklist) },
    photo: `data:${photo.type};base64,${await toBase64(photo)}`,
  }
}
