import type { ClassifiedFile } from '../../src/cli/classify-files.ts'

const map = { width: 1, height: 1, data: Float32Array.of(1) }

/** A picture with an answer, as `classifyFiles` gives it. */
export const classified: ClassifiedFile = {
  file: 'photos/a.jpg',
  answer: {
    label: 'nv',
    probabilities: {
      akiec: 0.001,
      bcc: 0.012,
      bkl: 0.1,
      df: 0,
      mel: 0.25,
      nv: 0.636,
      vasc: 0.001,
    },
    prior: { name: 'balanced', frequencies: Array(7).fill(1 / 7) },
    logits: new Float32Array(7),
    embedding: new Float32Array(2),
    malignancy: 0.263,
    triage: { level: 'raised', threshold: 0.2, sensitivity: 0.95 },
    predictionSet: ['nv', 'mel'],
    coverage: 0.9,
    uncertainty: { entropy: 0.5, epistemic: 0.01 },
    outOfDistribution: { score: 12, threshold: 50, flagged: false },
    quality: { ok: true, issues: [] },
    evidence: { insideLesion: 1 },
    lesion: { width: 1, height: 1, data: Uint8Array.of(1) },
    heatmap: map,
    heatmaps: { nv: map },
    model: { name: 'tiny', precision: 'float32', sha256: 'ab'.repeat(32) },
    milliseconds: { decode: 1.23456, preprocess: 2, inference: 3.999, explain: 0.5, assess: 0.25 },
  },
  heatmap: 'out/a.png',
  shownClass: 'nv',
}

export const failed = {
  file: 'photos/b.jpg',
  error: { code: 'file-empty', message: 'photos/b.jpg is empty', hint: 'Copy it again.' },
} as const
