import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createClassifier } from '../../src/classifier/index.ts'
import {
  classifyFiles,
  type FileResult,
  type HeatMapOptions,
} from '../../src/cli/classify-files.ts'
import type { Input } from '../../src/cli/inputs.ts'
import { DermaliteError } from '../../src/errors.ts'
import { decodeImage } from '../../src/image/node/decode.ts'
import { encodePng } from '../../src/image/node/encode.ts'
import { manifest } from '../classifier/manifest-data.ts'
import { flat, pixel } from '../image/pictures.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()
const out = temporaryFolder()
const at = (name: string) => join(folder, name)
const TONES = [10, 250, 60, 200, 120, 30]

/** The brighter, the more melanoma. */
const classifier = createClassifier({
  manifest,
  file: manifest.files[0]!,
  runtime: {
    run: async (images) => ({
      logits: Float32Array.of(images[0]!, 0),
      cam: Float32Array.of(1, 0, 0, 1),
      camSize: [1, 2],
      embedding: Float32Array.of(0),
    }),
    dispose: async () => {},
  },
})

beforeAll(async () => {
  for (const tone of TONES)
    await writeFile(at(`${tone}.png`), await encodePng(flat(40, 20, [tone, tone, tone])))
  await writeFile(at('empty.png'), '')
})

async function classify(
  inputs: readonly Input[],
  heatMaps?: HeatMapOptions,
): Promise<FileResult[]> {
  const results: FileResult[] = []
  for await (const result of classifyFiles(classifier, inputs, heatMaps)) results.push(result)
  return results
}

const inputs = (...names: string[]) => names.map((name) => ({ file: at(name) }))

describe('classifyFiles', () => {
  it('answers in the order of the files', async () => {
    const results = await classify(inputs(...TONES.map((tone) => `${tone}.png`)))
    expect(results.map(({ file }) => file)).toEqual(TONES.map((tone) => at(`${tone}.png`)))
    const labels = results.map((result) => 'answer' in result && result.answer.label)
    expect(labels).toEqual(TONES.map((tone) => (tone > 127 ? 'mel' : 'nv')))
    expect(results).toEqual(results.map(() => expect.objectContaining({ heatmap: null })))
  })

  it('reports what fails in its place, and goes on', async () => {
    const error = new DermaliteError('no-images', 'the folder x holds no picture', 'Name another.')
    const results = await classify([
      ...inputs('empty.png', '10.png', 'missing.png'),
      { file: 'x', error },
      ...inputs('250.png'),
    ])
    expect(results).toMatchObject([
      { error: { code: 'file-empty' } },
      { answer: { label: 'nv' } },
      { error: { code: 'file-not-found' } },
      { file: 'x', error: { code: 'no-images', hint: 'Name another.' } },
      { answer: { label: 'mel' } },
    ])
  })

  it('draws a heat map beside each picture, under names that do not collide', async () => {
    const results = await classify(inputs('10.png', 'empty.png', '10.png'), { out })
    expect(results).toMatchObject([
      { heatmap: join(out, '10.png'), shownClass: 'nv' },
      { error: { code: 'file-empty' } },
      { heatmap: join(out, '10-2.png'), shownClass: 'nv' },
    ])
    expect((await readdir(out)).sort()).toEqual(['10-2.png', '10.png'])
    const { width, height } = await decodeImage(join(out, '10.png'))
    expect(width).toBeGreaterThan(2 * 40)
    expect(height).toBeGreaterThanOrEqual(20)
  })

  it('draws the class that was asked for', async () => {
    const results = await classify(inputs('120.png'), { out })
    results.push(...(await classify(inputs('200.png'), { out, shownClass: 'nv' })))
    results.push(...(await classify(inputs('30.png'), { out, shownClass: 'mel' })))
    expect(results).toMatchObject([
      { shownClass: 'nv' },
      { shownClass: 'nv' },
      { shownClass: 'mel' },
    ])
    /** The middle of the two halves of the square that the network saw. */
    const heatOf = async (name: string) => {
      const image = await decodeImage(join(out, name))
      const right = image.width - 20 - 4
      return [right - 7, right + 7].map((x) => pixel(image, x, image.height / 2))
    }
    const [nvLeft, nvRight] = await heatOf('120.png')
    expect(nvLeft).toEqual([120, 120, 120])
    expect(nvRight).not.toEqual([120, 120, 120])
    const [melLeft, melRight] = await heatOf('30.png')
    expect(melLeft).not.toEqual([30, 30, 30])
    expect(melRight).toEqual([30, 30, 30])
  })

  it('says that a heat map cannot be written', async () => {
    const [result] = await classify(inputs('10.png'), { out: at('nowhere') })
    expect(result).toMatchObject({
      error: { code: 'write-failed', message: expect.stringContaining(at('nowhere/10.png')) },
    })
  })

  it('counts the drawing as explaining, and the reading as decoding', async () => {
    const [plain] = await classify(inputs('10.png'))
    expect(plain).toMatchObject({ answer: { milliseconds: { decode: expect.any(Number) } } })
    expect('answer' in plain! && plain.answer.milliseconds.decode).toBeGreaterThan(0)
  })
})
