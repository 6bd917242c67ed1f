import { vi } from 'vitest'
import type { Report } from '../../../../app/features/export/report.ts'

/** What the build and the browser would give to what is exported. */
export function stubBuild(): void {
  vi.stubGlobal('APP_VERSION', '1.2.3')
  vi.stubGlobal('VIRIDIS', '')
  vi.stubGlobal('ENGINE_FILES', { models: [{ name: 'net', bundle: 'model/', bytes: 1 }] })
  vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 8, close() {} }))
}

/** A picture that cannot be judged: out of focus, and unlike those the model knows. */
export const UNCLEAR: Report = {
  takenAt: Date.UTC(2026, 0, 31, 23, 50),
  photo: new Blob([Uint8Array.of(0xff, 0xd8, 0xff)], { type: 'image/jpeg' }),
  checklist: { seven: [], abcde: [] },
  lesion: null,
  answer: {
    label: 'mel',
    probabilities: { mel: 0.94, nv: 0.06 },
    malignancy: 0.94,
    triage: { level: 'unclear', threshold: 0.2, sensitivity: 0.95 },
    prior: { name: 'balanced' },
    quality: { ok: false, issues: [{ code: 'blurred', message: '' }] },
    outOfDistribution: { score: 3, threshold: 2, flagged: true },
    model: { name: 'net', precision: 'int8', sha256: 'abc' },
  } as unknown as Report['answer'],
}
