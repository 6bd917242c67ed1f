import { Fhir } from 'fhir/fhir.js'
import type {
  DiagnosticReport,
  FhirResource,
  Media,
  Patient,
  Resource,
  RiskAssessment,
} from 'fhir/r4.js'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Report } from '../../../../app/features/export/report.ts'
import type { FhirWords } from '../../../../app/features/export/report-fhir.ts'
import { LESION_CLASSES } from '../../../../src/classes.ts'

vi.stubGlobal('APP_VERSION', '1.2.3')

const WORDS: FhirWords = {
  notice: 'Research software.',
  conclusion: () => 'Raised suspicion.',
  className: (name) => `the kind ${name}`,
  siteName: () => 'left hand',
}

const REPORT: Report = {
  takenAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  photo: new Blob([Uint8Array.of(0xff, 0xd8, 0xff)], { type: 'image/jpeg' }),
  checklist: { seven: [], abcde: [] },
  lesion: { name: 'Spot', site: { region: 'hand', side: 'left' } },
  answer: {
    label: 'mel',
    probabilities: Object.fromEntries(
      LESION_CLASSES.map((name, i) => [name, i === 4 ? 0.94 : 0.01]),
    ),
    triage: { level: 'raised', threshold: 0.2, sensitivity: 0.95 },
    quality: { ok: true, issues: [] },
    outOfDistribution: { score: 1, threshold: 2, flagged: false },
    model: { name: 'net', precision: 'int8', sha256: 'abc' },
  } as unknown as Report['answer'],
}

/** The resource of a type. */
const one = <Type extends FhirResource>(all: readonly Resource[], type: Type['resourceType']) =>
  all.find(({ resourceType }) => resourceType === type) as Type

describe('a FHIR record', () => {
  let reportsAsFhir: typeof import('../../../../app/features/export/report-fhir.ts').reportsAsFhir
  beforeAll(async () => {
    ;({ reportsAsFhir } = await import('../../../../app/features/export/report-fhir.ts'))
  })

  const resources = async (reports: Report[]) => {
    const bundle = await reportsAsFhir(reports, WORDS)
    const { messages } = new Fhir().validate(bundle, { errorOnUnexpected: true })
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([])
    return bundle.entry!.map(({ resource }) => resource!)
  }

  it('holds the probability of every class, the picture and the place', async () => {
    const all = await resources([REPORT])
    const risk = one<RiskAssessment>(all, 'RiskAssessment')
    expect(risk.prediction!.map(({ outcome }) => outcome!.coding![0]!.code)).toEqual([
      ...LESION_CLASSES,
    ])
    // in per cent
    expect(risk.prediction![4]!.probabilityDecimal).toBe(94)
    expect(risk.occurrenceDateTime).toBe('2026-01-02T03:04:05.000Z')
    const media = one<Media>(all, 'Media')
    expect(media.content.data).toBe('/9j/')
    expect(media.bodySite!.coding!.map(({ code }) => code)).toEqual(['85562004:272741003=7771000'])
    expect(media.createdDateTime).toBeUndefined()
  })

  it('gives a place that has no sides by its plain code', async () => {
    const lesion = { name: 'Spot', site: { region: 'back', side: null } } as const
    const media = one<Media>(await resources([{ ...REPORT, lesion }]), 'Media')
    expect(media.bodySite!.coding).toEqual([
      { system: 'http://snomed.info/sct', code: '77568009', display: 'Structure of back of trunk' },
    ])
  })

  it('refers only to what it holds', async () => {
    const bundle = await reportsAsFhir([REPORT, REPORT], WORDS)
    const known = new Set(bundle.entry!.map(({ fullUrl }) => fullUrl))
    const references = JSON.stringify(bundle).match(/"reference":"[^"]+"/g)!
    expect(known.size).toBe(2 + 2 * 3)
    for (const reference of references) expect(known).toContain(reference.slice(13, -1))
  })

  it('is preliminary and names no person', async () => {
    const all = await resources([REPORT])
    const report = one<DiagnosticReport>(all, 'DiagnosticReport')
    expect(report.status).toBe('preliminary')
    expect(report.conclusion).toContain('Research software.')
    expect(one<Patient>(all, 'Patient')).toEqual({ resourceType: 'Patient' })
  })

  it('gives no probabilities for a picture that cannot be judged', async () => {
    const answer = {
      ...REPORT.answer,
      triage: { level: 'unclear', threshold: 0.2, sensitivity: 0.95 },
    } as Report['answer']
    const all = await resources([{ ...REPORT, answer, lesion: null }])
    const risk = one<RiskAssessment>(all, 'RiskAssessment')
    expect(risk.prediction).toBeUndefined()
  })
})
