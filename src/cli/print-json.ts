import type { FileResult } from './classify-files.ts'

/** One picture as one line of JSON. */
export function formatJsonLine(result: FileResult): string {
  return `${JSON.stringify('error' in result ? result : answerRecord(result))}\n`
}

function answerRecord({ file, answer, heatmap }: Exclude<FileResult, { error: unknown }>) {
  const { label, probabilities, prior, model, milliseconds, quality, evidence } = answer
  const { malignancy, triage, predictionSet, coverage, uncertainty, outOfDistribution } = answer
  return {
    file,
    label,
    probabilities,
    prior: prior.name,
    ...{ malignancy, triage, predictionSet, coverage, uncertainty, outOfDistribution },
    ...{ quality, evidence },
    heatmap,
    model,
    milliseconds: Object.fromEntries(
      Object.entries(milliseconds).map(([stage, value]) => [stage, Math.round(value * 100) / 100]),
    ),
  }
}
