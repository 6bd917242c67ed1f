import type { Bundle, DiagnosticReport } from 'fhir/r4.js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Report } from '../../../../app/features/export/report.ts'
import { stubBuild, UNCLEAR } from './kept-results.ts'

describe('an exported file', () => {
  let exportReports: typeof import('../../../../app/features/export/export-reports.ts').exportReports
  beforeAll(async () => {
    stubBuild()
    ;({ exportReports } = await import('../../../../app/features/export/export-reports.ts'))
  })
  afterAll(() => vi.unstubAllGlobals())

  const conclusionOf = async (report: Report) => {
    const bundle: Bundle = JSON.parse(await (await exportReports([report], 'fhir')).text())
    const all = bundle.entry!.map(({ resource }) => resource!)
    const found = all.find(({ resourceType }) => resourceType === 'DiagnosticReport')
    return (found as DiagnosticReport).conclusion!
  }

  it('is named for the day of its first result, where the device is', async () => {
    vi.stubEnv('TZ', 'Pacific/Auckland')
    expect((await exportReports([UNCLEAR], 'json')).name).toBe('dermalite-2026-02-01.json')
    vi.unstubAllEnvs()
  })

  it('says why a picture cannot be judged, and points to nothing that it does not hold', async () => {
    const conclusion = await conclusionOf(UNCLEAR)
    expect(conclusion).toMatch(/^Unclear\. This picture allows no statement\./)
    expect(conclusion).toContain('It is out of focus or shaken.')
    expect(conclusion).toContain('This picture is unlike those the model knows.')
    expect(conclusion).not.toMatch(/above|94/)
  })

  it('says why a level was given', async () => {
    const answer = {
      ...UNCLEAR.answer,
      triage: { level: 'raised', threshold: 0.2, sensitivity: 0.95 },
      quality: { ok: true, issues: [] },
      outOfDistribution: null,
    } as Report['answer']
    const conclusion = await conclusionOf({ ...UNCLEAR, answer })
    expect(conclusion).toContain('together reach 94%.')
    expect(conclusion).not.toContain('checklist')
  })

  it('says what the checklist came to', async () => {
    const checklist = { seven: ['size', 'oozing'], abcde: ['border'] } as const
    const conclusion = await conclusionOf({ ...UNCLEAR, checklist })
    expect(conclusion).toContain('7-point checklist: 3 points of 10. ABCDE: 1 of 5 signs.')
  })
})
