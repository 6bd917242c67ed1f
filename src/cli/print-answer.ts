import type { Classifier } from '../classifier/index.ts'
import { className, evidenceOf, howSure, suspicionOf, warningsOf } from './answer-words.ts'
import type { ClassifiedFile } from './classify-files.ts'
import { formatReport } from './errors.ts'

const BAR_CELLS = 24
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A classified picture as people read it. */
export function formatAnswer({ file, answer, heatmap, shownClass }: ClassifiedFile): string {
  const { label, probabilities, prior } = answer
  const marked = answer.outOfDistribution?.flagged ? [] : (answer.predictionSet ?? [])
  const sorted = Object.entries(probabilities).sort(([, a], [, b]) => b - a)
  const names = sorted.map(([name]) => className(name))
  const nameWidth = Math.max(...names.map((name) => name.length))
  const idWidth = Math.max(...sorted.map(([name]) => name.length))
  const rows = sorted.map(([name, p], row) => {
    const percent = `${(p * 100).toFixed(1)} %`.padStart(7)
    const mark = marked.includes(name) ? '*' : ' '
    return `  ${mark} ${names[row]!.padEnd(nameWidth)}  ${name.padEnd(idWidth)} ${percent}  ${bar(p)}`.trimEnd()
  })
  const warnings = warningsOf(answer).map((warning) => `! ${warning}`)
  const trust = [...suspicionOf(answer), ...said(howSure(answer))]
  const lines = [
    file,
    ...indented(warnings),
    `  most probable of ${sorted.length} classes: ${className(label)} (${label}), under the ${prior.name} prior`,
    '',
    ...rows,
    '',
    ...indented([...trust, evidenceOf(answer, shownClass)]),
  ]
  if (heatmap !== null) lines.push(`  heat map of ${shownClass}: ${heatmap}`)
  return `${lines.join('\n')}\n`
}

/** A file that failed, as people read it. */
export function formatFailure(file: string, report: Parameters<typeof formatReport>[0]): string {
  return `${file}\n${formatReport(report).replaceAll(/^/gm, '  ').trimEnd()}\n`
}

export function formatModel({ manifest, model }: Pick<Classifier, 'manifest' | 'model'>): string {
  return `model: ${model.name}, ${model.precision}, ${manifest.input.size} px, SHA-256 ${model.sha256.slice(0, 12)}…\n`
}

const said = (sentence: string | undefined) => (sentence === undefined ? [] : [sentence])

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`)

function bar(share: number): string {
  const eighths = Math.round(share * BAR_CELLS * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
}
