import { messages } from '../../i18n/messages.ts'
import { triageReason } from '../answer/triage-card.tsx'
import { siteWords } from '../history/site-words.ts'
import type { Format, Report } from './report.ts'
import { reportsAsFhir } from './report-fhir.ts'
import { reportsAsJson } from './report-json.ts'
import { reportsAsPdf } from './report-pdf.ts'

/** The reports as one file, in the chosen language. */
export async function exportReports(reports: readonly Report[], format: Format): Promise<File> {
  const day = new Date(reports[0]!.takenAt).toISOString().slice(0, 10)
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
  conclusion({ answer }: Report) {
    const { triage } = messages.value.answer
    const level = answer.triage?.level ?? 'none'
    return `${triage[level]}. ${triage.action[level]} ${triageReason(answer)}`.trim()
  },
})
