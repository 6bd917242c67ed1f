import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LESION_CLASSES } from '../src/classes.ts'
import { type Classifier, loadClassifier } from '../src/classifier/node/index.ts'
import { classifyFiles, type HeatMapOptions } from '../src/cli/classify-files.ts'
import { drawLesion } from '../src/dataset/synthetic/lesion.ts'
import { centreSquare } from '../src/image/crop.ts'
import { encodeJpeg } from '../src/image/node/encode.ts'
import { preprocess } from '../src/image/preprocess.ts'
import type { InputSpec, RgbImage } from '../src/image/types.ts'
import { median } from '../src/metrics/quantile.ts'
import { textTable } from '../src/text-table.ts'
import { timed, timedAsync } from '../src/timing.ts'
import { writeUntrainedBundle } from '../tests/tiny-bundle.ts'

// Pictures of the size of HAM10000 through the whole command, with and without heat maps, stage by stage; and preprocessing
// in one pass against the definition of the filter. What is compared takes turns in one process.

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '48' },
    rounds: { type: 'string', default: '3' },
    bundle: { type: 'string' },
  },
})
const [count, rounds] = [Number(values.images), Number(values.rounds)]

const folder = await mkdtemp(join(tmpdir(), 'dermalite-bench-'))
try {
  const bundle = values.bundle ?? join(folder, 'bundle')
  if (values.bundle === undefined) await writeUntrainedBundle(bundle, { width: 1, size: 224 })
  const pictures = LESION_CLASSES.map((name) =>
    drawLesion({ class: name, seed: 1, lesion: 0, view: 0 }, { width: 600, height: 450 }),
  )
  const classifier = await loadClassifier({ bundle })
  await measureCommand(classifier, await writePictures(pictures))
  measurePreprocessing(pictures[0]!, classifier.manifest.input)
  await classifier.dispose()
} finally {
  await rm(folder, { recursive: true })
}

async function writePictures(pictures: readonly RgbImage[]): Promise<string[]> {
  const files = pictures.map((_, index) => join(folder, `${index}.jpg`))
  for (const [index, file] of files.entries()) {
    await writeFile(file, await encodeJpeg(pictures[index]!))
  }
  return files
}

async function measureCommand(classifier: Classifier, files: readonly string[]): Promise<void> {
  const inputs = Array.from({ length: count }, (_, i) => ({ file: files[i % files.length]! }))
  const stages: Record<string, number[]> = {}
  const classifyAll = async (heatMaps?: HeatMapOptions) => {
    for await (const result of classifyFiles(classifier, inputs, heatMaps)) {
      if ('error' in result) throw new Error(result.error.message)
      for (const [stage, milliseconds] of Object.entries(result.answer.milliseconds)) {
        stages[stage] ??= []
        stages[stage].push(milliseconds)
      }
    }
  }
  await classifyAll()
  const speeds = { 'without heat maps': [] as number[], 'with heat maps': [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const plain = await timedAsync(() => classifyAll())
    const drawn = await timedAsync(() => classifyAll({ out: folder }))
    speeds['without heat maps'].push((1000 * count) / plain.milliseconds)
    speeds['with heat maps'].push((1000 * count) / drawn.milliseconds)
  }
  const { architecture, input } = classifier.manifest
  console.log(
    `${architecture} at ${input.size} px, median of ${rounds} rounds of ${count} images\n`,
  )
  const rows = Object.entries(speeds).map(([way, speed]) => [way, median(speed).toFixed(1)])
  console.log(`${textTable([{ title: 'classifying' }, number('images/s')], rows)}\n`)
  const stageRows = Object.entries(stages).map(([stage, times]) => [
    stage,
    median(times).toFixed(2),
  ])
  console.log(`${textTable([{ title: 'stage' }, number('median ms')], stageRows)}\n`)
}

function measurePreprocessing(image: RgbImage, spec: InputSpec): void {
  const ways = { 'in one pass': preprocess, 'by definition': preprocessByDefinition }
  const times = { 'in one pass': [] as number[], 'by definition': [] as number[] }
  for (let turn = 0; turn < 4 * rounds; turn++) {
    for (const [way, run] of Object.entries(ways)) {
      times[way as keyof typeof ways].push(timed(() => run(image, spec)).milliseconds)
    }
  }
  const fastest = median(times['in one pass'])
  const rows = Object.entries(times).map(([way, taken]) => [
    way,
    median(taken).toFixed(2),
    (median(taken) / fastest).toFixed(1),
  ])
  console.log(textTable([{ title: 'preprocessing' }, number('median ms'), number('ratio')], rows))
}

/** Every output value as the weighted mean of its window of source pixels, nothing shared between neighbours. */
function preprocessByDefinition(image: RgbImage, { size, mean, std }: InputSpec): Float32Array {
  const { left, top, width: side } = centreSquare(image)
  const scale = side / size
  const support = Math.max(1, scale)
  const weight = (source: number, centre: number) =>
    Math.max(0, 1 - Math.abs(source - centre) / support)
  return Float32Array.from({ length: 3 * size * size }, (_, index) => {
    const channel = Math.floor(index / (size * size))
    const row = Math.floor((index % (size * size)) / size)
    const [x, y] = [((index % size) + 0.5) * scale - 0.5, (row + 0.5) * scale - 0.5]
    let [sum, total] = [0, 0]
    for (let v = Math.max(0, Math.ceil(y - support)); v < Math.min(side, y + support); v++) {
      for (let u = Math.max(0, Math.ceil(x - support)); u < Math.min(side, x + support); u++) {
        const share = weight(u, x) * weight(v, y)
        sum += share * image.data[((top + v) * image.width + left + u) * 3 + channel]!
        total += share
      }
    }
    return (sum / total / 255 - mean[channel]!) / std[channel]!
  })
}

function number(title: string) {
  return { title, align: 'right' } as const
}
