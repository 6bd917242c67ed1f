import type {
  Bundle,
  CodeableConcept,
  Device,
  DiagnosticReport,
  FhirResource,
  Media,
  Patient,
  RiskAssessment,
} from 'fhir/r4.js'
import { meansSomething } from '../answer/means-something.ts'
import { BODY_REGIONS, type BodySite } from '../history/body-sites.ts'
import { toBase64 } from './base64.ts'
import { type Report, SOFTWARE } from './report.ts'
import { randomUuid } from './uuid.ts'

/** What a FHIR file says in words, in the chosen language. */
export type FhirWords = {
  readonly notice: string
  /** The level, what to do, why, and what the checklist comes to, as the app shows them. */
  conclusion(report: Report): string
  className(name: string): string
  siteName(site: BodySite): string
}

const SNOMED = 'http://snomed.info/sct'
/** The classes of HAM10000 have no code system of their own; the data set's DOI names them. */
const CLASSES = 'https://doi.org/10.1038/sdata.2018.161'
const LATERALITY = '272741003'
const SIDES = { left: '7771000', right: '24028007' } as const

/**
 * The reports as a FHIR R4 collection: for each picture a Media, a RiskAssessment with the probability of every class
 * (of none where the picture cannot be judged), and a DiagnosticReport that joins them; one Patient without any data, and the software as the Device that assessed.
 */
export async function reportsAsFhir(reports: readonly Report[], words: FhirWords): Promise<Bundle> {
  const patient = entry<Patient>({ resourceType: 'Patient' })
  const device = entry<Device>({
    resourceType: 'Device',
    deviceName: [{ name: SOFTWARE.name, type: 'user-friendly-name' }],
    version: [{ value: SOFTWARE.version }],
    note: [{ text: words.notice }],
  })
  const entries: Entry[] = [patient, device]
  for (const report of reports) {
    const media = entry(await mediaOf(report, patient, device, words))
    const risk = entry(riskOf(report, patient, device, media, words))
    entries.push(media, risk, entry(diagnosticReportOf(report, patient, media, words)))
  }
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: new Date().toISOString(),
    entry: entries,
  }
}

type Entry<Resource extends FhirResource = FhirResource> = {
  readonly fullUrl: string
  readonly resource: Resource
}

function entry<Resource extends FhirResource>(resource: Resource): Entry<Resource> {
  return { fullUrl: `urn:uuid:${randomUuid()}`, resource }
}

const referTo = ({ fullUrl }: Entry) => ({ reference: fullUrl })
const timeOf = ({ takenAt }: Report) => new Date(takenAt).toISOString()

async function mediaOf(
  report: Report,
  patient: Entry,
  device: Entry,
  { siteName }: FhirWords,
): Promise<Media> {
  const site = report.lesion?.site
  return {
    resourceType: 'Media',
    status: 'completed',
    subject: referTo(patient),
    device: referTo(device),
    ...(site && { bodySite: bodySiteOf(site, siteName(site)) }),
    content: { contentType: report.photo.type, data: await toBase64(report.photo) },
  }
}

function riskOf(
  report: Report,
  patient: Entry,
  device: Entry,
  media: Entry,
  words: FhirWords,
): RiskAssessment {
  const { answer } = report
  return {
    resourceType: 'RiskAssessment',
    status: 'final',
    subject: referTo(patient),
    occurrenceDateTime: timeOf(report),
    performer: referTo(device),
    basis: [referTo(media)],
    method: { text: `${answer.model.name} ${answer.model.precision} ${answer.model.sha256}` },
    ...(meansSomething(answer) && {
      prediction: Object.entries(answer.probabilities).map(([name, probability]) => ({
        outcome: outcomeOf(name, words.className(name)),
        probabilityDecimal: percentage(probability),
      })),
    }),
    note: [{ text: words.conclusion(report) }, { text: words.notice }],
  }
}

function diagnosticReportOf(
  report: Report,
  patient: Entry,
  media: Entry,
  words: FhirWords,
): DiagnosticReport {
  return {
    resourceType: 'DiagnosticReport',
    // no person has looked at it
    status: 'preliminary',
    code: { text: 'Automated analysis of a skin lesion picture' },
    subject: referTo(patient),
    effectiveDateTime: timeOf(report),
    media: [{ comment: report.lesion?.name ?? 'lesion', link: referTo(media) }],
    conclusion: `${words.conclusion(report)} ${words.notice}`,
  }
}

/** R4 writes a probability in per cent, up to 100. */
const percentage = (probability: number) => Math.round(probability * 1e6) / 1e4

function outcomeOf(name: string, text: string): CodeableConcept {
  return { coding: [{ system: CLASSES, code: name }], text }
}

/** One coding: several would be other words for the same, so the side goes into its code (SNOMED CT, post-coordinated). */
function bodySiteOf({ region, side }: BodySite, text: string): CodeableConcept {
  const { snomed, display } = BODY_REGIONS[region]
  const coding = side
    ? { system: SNOMED, code: `${snomed}:${LATERALITY}=${SIDES[side]}` }
    : { system: SNOMED, code: snomed, display }
  return { coding: [coding], text }
}
