import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../src/classes.ts'
import type { Manifest } from '../../src/classifier/index.ts'
import { encodeJpeg, encodePng } from '../../src/image/node/encode.ts'
import { noise } from '../image/pictures.ts'
import { type Outcome, PROCESS_TIMEOUT, runScript } from '../run-script.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeTinyBundle } from '../tiny-bundle.ts'

const folder = temporaryFolder()
let manifest: Manifest

const create = (background: string, width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background } })

async function animation(): Promise<Buffer> {
  const frames = ['#c08060', '#603020'].map((colour) => create(colour).png().toBuffer())
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .gif()
    .toBuffer()
}

beforeAll(async () => {
  manifest = await writeTinyBundle(join(folder, 'bundle'))
  const jpeg = await encodeJpeg(noise(200, 150))
  const files: Record<string, Uint8Array | string> = {
    'photos/10.jpg': jpeg,
    'photos/2.png': await encodePng(noise(64, 48, 2)),
    'photos/more/1.webp': await create('#c08060').webp().toBuffer(),
    'a-1.png': await encodePng(noise(64, 48, 3)),
    'a-2.png': await encodePng(noise(64, 48, 4)),
    'huge.jpg': await create('#c08060', 12_000, 9_000).jpeg().toBuffer(),
    'animated.gif': await animation(),
    'empty.jpg': '',
    'text.jpg': 'not a picture',
    'cut-off.jpg': jpeg.subarray(0, jpeg.length / 2),
    'without/notes.txt': 'no picture here',
    'prior.yaml': LESION_CLASSES.map((name, k) => `${name}: ${k === 4 ? 94 : 1}`).join('\n'),
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), content)
  }
}, PROCESS_TIMEOUT)

const run = (...args: string[]) => runScript('run.ts', ['--bundle', 'bundle', ...args], folder)

const linesOf = ({ stdout }: Outcome) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const sumOf = (values: Readonly<Record<string, number>>, names: readonly string[]) =>
  names.reduce((sum, name) => sum + values[name]!, 0)

describe('run.ts --json', { timeout: PROCESS_TIMEOUT }, () => {
  let outcome: Outcome
  beforeAll(async () => {
    const pictures = ['photos', 'empty.jpg', 'a-*.png', 'text.jpg', 'cut-off.jpg', 'huge.jpg']
    const others = ['animated.gif', 'without', 'missing.jpg', 'photos/2.png']
    outcome = await run('--json', '--prior', 'dataset', '--out', 'maps', ...pictures, ...others)
  }, PROCESS_TIMEOUT)

  it('prints a line for each picture in the order of the arguments', () => {
    expect(linesOf(outcome).map(({ file, error }) => [file, error?.code ?? 'answered'])).toEqual([
      ['photos/2.png', 'answered'],
      ['photos/10.jpg', 'answered'],
      ['photos/more/1.webp', 'answered'],
      ['empty.jpg', 'file-empty'],
      ['a-1.png', 'answered'],
      ['a-2.png', 'answered'],
      ['text.jpg', 'image-undecodable'],
      ['cut-off.jpg', 'image-truncated'],
      ['huge.jpg', 'answered'],
      ['animated.gif', 'answered'],
      ['without', 'no-images'],
      ['missing.jpg', 'file-not-found'],
      ['photos/2.png', 'answered'],
    ])
  })

  it('gives every answer exactly what is documented', () => {
    const { sha256 } = manifest.files[0]!
    const answers = linesOf(outcome).filter(({ error }) => error === undefined)
    for (const answer of answers) {
      expect(answer).toEqual({
        file: expect.any(String),
        label: expect.toSatisfy((label) => LESION_CLASSES.includes(label)),
        probabilities: Object.fromEntries(
          LESION_CLASSES.map((name) => [name, expect.toSatisfy((p) => p >= 0 && p <= 1)]),
        ),
        prior: 'dataset',
        malignancy: expect.closeTo(sumOf(answer.probabilities, ['akiec', 'bcc', 'mel']), 10),
        triage: null,
        predictionSet: null,
        coverage: null,
        uncertainty: { entropy: expect.any(Number), epistemic: null },
        outOfDistribution: null,
        quality: { ok: expect.any(Boolean), issues: expect.any(Array) },
        evidence: { insideLesion: answer.evidence.insideLesion },
        heatmap: expect.stringMatching(/^maps.[\w-]+\.png$/),
        model: { name: 'tiny', precision: 'float32', sha256 },
        milliseconds: {
          decode: expect.any(Number),
          preprocess: expect.any(Number),
          inference: expect.any(Number),
          explain: expect.any(Number),
          assess: expect.any(Number),
        },
      })
      const probabilities = Object.values<number>(answer.probabilities)
      expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
      expect(answer.probabilities[answer.label]).toBe(Math.max(...probabilities))
    }
  })

  it('gives the same picture the same answer', () => {
    const [first, last] = [linesOf(outcome)[0], linesOf(outcome).at(-1)]
    expect(last.probabilities).toEqual(first.probabilities)
  })

  it('draws a heat map of its own for every answer', async () => {
    const maps = linesOf(outcome).flatMap(({ heatmap }) => heatmap ?? [])
    expect(new Set(maps).size).toBe(maps.length)
    expect((await readdir(join(folder, 'maps'))).sort()).toEqual(
      maps.map((path) => path.slice('maps/'.length)).sort(),
    )
    expect(await sharp(join(folder, maps[0])).metadata()).toMatchObject({ format: 'png' })
  })

  it('gives every failure a code, a message that names the file, and a hint', () => {
    const failures = linesOf(outcome).filter(({ error }) => error !== undefined)
    for (const { file, error, ...others } of failures) {
      expect(others).toEqual({})
      expect(Object.keys(error)).toEqual(['code', 'message', 'hint'])
      expect(error.message).toContain(file)
      expect(error.hint).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('exits with 1 and says beside the answers what the model is worth', () => {
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toBe(
      'This model was trained on drawn lesions only; what it says about photographs means nothing.\n',
    )
  })
})

describe('run.ts for people', { timeout: PROCESS_TIMEOUT }, () => {
  it('prints label, bars and the notice; failures go to stderr; the prior may be a file', async () => {
    const { code, stdout, stderr } = await run(
      ...['--prior', 'prior.yaml', '--class', 'bcc', '--out', 'drawn', 'photos/2.png', 'empty.jpg'],
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/^model: tiny, float32, 64 px, SHA-256 [0-9a-f]{12}…$/m)
    expect(stdout).toMatch(
      /^photos\/2\.png\n(?: {2}! .*\n)* {2}most probable of 7 classes: melanoma \(mel\), under the custom prior$/m,
    )
    expect(stdout).toMatch(/^ {4}melanoma +mel +\d+\.\d % {2}█+/m)
    expect(stdout.match(/^ .*\d\.\d %/gm)).toHaveLength(7)
    expect(stdout).toMatch(/heat map of bcc: drawn.2\.png/)
    expect(existsSync(join(folder, 'drawn', '2.png'))).toBe(true)
    expect(stdout).toMatch(/research software, not a medical device.*\n$/s)
    expect(stderr).toBe(
      'empty.jpg\n  error: empty.jpg is empty\n   hint: Copy or take the picture again.\n\n',
    )
  })

  it('classifies the synthetic samples where no picture is named', async () => {
    const { code, stdout, stderr } = await run('--no-heatmap')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^No photograph was named, so these are the synthetic samples: drawn/)
    for (const name of LESION_CLASSES) {
      expect(stdout).toMatch(new RegExp(`^data.synthetic-samples.synthetic-${name}\\.png$`, 'm'))
    }
    expect(stdout).not.toMatch(/heat map of/)
    expect(existsSync(join(folder, 'data', 'results'))).toBe(false)
  })

  it.each([
    [
      2,
      'a class that the model does not know',
      ['--class', 'wart'],
      /no class "wart"\n hint: Pass one of akiec/,
    ],
    [
      2,
      'a prior that does not fit',
      ['--prior', 'bundle/manifest.json'],
      /holds no class frequencies/,
    ],
    [1, 'no bundle', ['--bundle', 'nowhere'], /there is no bundle folder nowhere\n hint: Name/],
  ])('exits with %i at %s, without a stack trace', async (code, _, args, message) => {
    const outcome = await run(...args, 'photos/2.png')
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toMatch(message)
    expect(outcome.stderr).toMatch(/^error: .*\n hint: .*\n$/s)
    expect(outcome.stderr).not.toMatch(/^ +at /m)
    expect(outcome.stdout).toBe('')
  })
})
