import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawRun } from '../../src/report/draw-run.ts'
import { explanationFigures } from '../../src/report/explanations.ts'
import {
  type ComparedMean,
  type ExplanationsFile,
  readExplanations,
  writeExplanations,
} from '../../src/report/explanations-file.ts'
import { renderSvg } from '../../src/report/figure.ts'
import { RUN_FILES } from '../../src/report/run-files.ts'
import { temporaryFolder } from './fixtures.ts'

const mean = (value: number) => ({
  mean: value,
  interval: [value - 0.05, value + 0.05] as [number, number],
})
const compared = (value: number): ComparedMean => ({
  ...mean(value),
  overBlob: { difference: 0.1, interval: [0.05, 0.15] },
})
const blob = (value: number): ComparedMean => ({ ...mean(value), overBlob: null })

const localised = [
  { method: 'grad-cam', layer: 'head', inside: compared(0.61), pointing: compared(0.87) },
  { method: 'centred blob', layer: null, inside: blob(0.66), pointing: blob(0.95) },
]

function faithful(method: string, layer: string | null, of: (value: number) => ComparedMean) {
  return {
    ...{ method, layer, deletion: of(0.26), insertion: of(0.61), roadGap: of(0.39) },
    ...{ roadMostRelevant: of(0.2), roadLeastRelevant: of(0.59) },
  }
}

const FILE: ExplanationsFile = {
  schemaVersion: 1,
  model: 'lesion-net, 0123456789ab',
  dataset: 'lesions',
  synthetic: true,
  evaluations: {
    val: {
      createdAt: '2026-01-02T03:04:05.000Z',
      seed: 1,
      exactness: { images: 100, maxDifference: 2e-7 },
      precision: { images: 1482, correlation: mean(0.9), fifthPercentile: 0.8 },
      randomisation: {
        images: 50,
        stages: [
          { block: 'classifier', similarity: mean(0.3) },
          { block: 'stem', similarity: mean(0) },
        ],
        unrelated: mean(0.75),
      },
      localisation: {
        all: { images: 1482, lesionShare: 0.345, methods: localised },
        sample: { images: 70, lesionShare: 0.4, methods: localised },
      },
      faithfulness: {
        ...{ images: 70, cell: 8, steps: 10, roadShares: [0.5], scoreCamChannels: 32 },
        methods: [faithful('grad-cam', 'head', compared), faithful('centred blob', null, blob)],
      },
    },
  },
}

describe('explanations.json', () => {
  let folder: string
  beforeAll(async () => {
    folder = await temporaryFolder()
  })

  it('is read as it was written', async () => {
    const path = join(folder, RUN_FILES.explanations)
    await writeExplanations(path, FILE)
    expect(await readExplanations(path)).toEqual(FILE)
  })

  it('is refused with the field that is wrong', async () => {
    const path = join(folder, 'broken.json')
    await writeFile(path, JSON.stringify({ ...FILE, evaluations: { val: { seed: 1 } } }))
    await expect(readExplanations(path)).rejects.toMatchObject({
      ...{ code: 'results-invalid', message: expect.stringContaining('exactness') },
    })
  })

  it('is drawn with the run', async () => {
    const { figures } = await drawRun(folder)
    expect(figures.map(({ svg }) => svg.slice(folder.length + 1)).sort()).toEqual([
      'explanations-faithfulness-val.svg',
      'explanations-localisation-val.svg',
      'explanations-randomisation-val.svg',
    ])
  })
})

describe('explanationFigures', () => {
  const drawn = async (name: string) => renderSvg(explanationFigures(FILE)[name]!)

  it('show every map and every measure, and say that lesions are drawn', async () => {
    const svg = await drawn('explanations-faithfulness-val')
    for (const text of ['grad-cam · head', 'centred blob', 'Deletion', 'Insertion', 'ROAD']) {
      expect(svg).toContain(text)
    }
    expect(svg).toContain('val split · n = 70 · SYNTHETIC lesions')
  })

  it('say how much of the picture lesions cover', async () => {
    expect(await drawn('explanations-localisation-val')).toContain('Lesions cover 40%')
  })

  it('show the randomised blocks, and what maps have in common anyway', async () => {
    const svg = await drawn('explanations-randomisation-val')
    for (const text of ['trained', 'classifier', 'stem', 'maps of different images: 0.75']) {
      expect(svg).toContain(text)
    }
  })

  it('leave out what was not measured', () => {
    const val = { ...FILE.evaluations.val!, localisation: null }
    const names = Object.keys(explanationFigures({ ...FILE, evaluations: { test: val } }))
    expect(names).toEqual(['explanations-faithfulness-test', 'explanations-randomisation-test'])
  })
})
