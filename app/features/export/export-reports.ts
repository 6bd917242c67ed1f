import { messages } from '../../i18n/messages.ts'
import { triageReason } from '../answer/triage-card.tsx'
import { isEmpty } from '../checklist/checklist.ts'
import { scoreSentence } from '../checklist/score-sentence.ts'
import { siteWords } from '../history/site-words.ts'
import type { Format, Report } from './report.ts'
import { reportsAsFhir } from './report-fhir.ts'
import { reportsAsJson } from './report-json.ts'
import { reportsAsPdf } from './report-pdf.ts'

/** The reports as one file, in the chosen language. */
export async function exportReports(reports: readonly Report[], format: Format): Promise<File> {
  const day = new Date(reports[0]!.takenAt).toLocaleDateString('sv') // as in 2026-01-31
  const [content, ending, type] = await contentOf(reports, format)
  return new File([content], `dermalite-${day}.${ending}`, { type })
}

async function contentOf(
  reports: readonly Report[],
  format: Format,
): Promise<[BlobPart, string, string]> {
  const notice = messages.value.common.notADevice
  switch (format) {
    case 'pdf':
      return [(await reportsAsPdf(reports)) as BlobPart, 'pdf', 'application/pdf']
    case 'json':
      return [await reportsAsJson(reports, notice), 'json', 'application/json']
    case 'fhir': {
      const bundle = await reportsAsFhir(reports, fhirWords(notice))
      return [JSON.stringify(bundle, null, 2), 'fhir.json', 'application/fhir+json']
    }
  }
}

const fhirWords = (notice: string) => ({
  notice,
  siteName: siteWords,
  className: (name: string) => messages.value.classes[name]?.name ?? name,
  conclusion({ answer, checklist }: Report) {
    const { triage, quality, unknown } = messages.value.answer
    const level = answer.triage?.level ?? 'none'
    const said = [
      `${triage[level]}.`,
      triage.action[level],
      ...answer.quality.issues.map(({ code, message }) => quality.issues[code] ?? message),
    ]
    if (answer.outOfDistribution?.flagged) said.push(`${unknown.title}.`)
    // there it points to what the screen shows above
    if (level !== 'unclear') said.push(triageReason(answer))
    if (!isEmpty(checklist)) said.push(scoreSentence(checklist))
    return said.filter(Boolean).join(' ')
  },
})
