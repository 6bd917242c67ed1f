import type { FileResult } from './classify-files.ts'

/** One picture as one line of JSON. */
export function formatJsonLine(result: FileResult): string {
  return `${JSON.stringify('error' in result ? result : answerRecord(result))}\n`
}

function answerRecord({ file, answer, heatmap }: Exclude<FileResult, { error: unknown }>) {
  const { label, probabilities, prior, model, milliseconds } = answer
  return {
    file,
    label,
    probabilities,
    prior: prior.name,
    heatmap,
    model,
    milliseconds: Object.fromEntries(
      Object.entries(milliseconds).map(([stage, value]) => [stage, Math.round(value * 100) / 100]),
    ),
  }
}
