import { parseArgs } from 'node:util'
import { LESION_CLASSES } from '../src/classes.ts'
import { drawLesion } from '../src/dataset/synthetic/lesion.ts'
import { findLesion } from '../src/image/lesion/find-lesion.ts'
import { decodeImage } from '../src/image/node/decode.ts'
import { encodeJpeg } from '../src/image/node/encode.ts'
import { preprocess } from '../src/image/preprocess.ts'
import { assessQuality } from '../src/image/quality/assess-quality.ts'
import { measureQuality } from '../src/image/quality/measure.ts'
import { IMAGENET_MEAN, IMAGENET_STD, type RgbImage } from '../src/image/types.ts'
import { median } from '../src/metrics/quantile.ts'
import { textTable } from '../src/text-table.ts'
import { timed, timedAsync } from '../src/timing.ts'

// What judging a picture costs beside decoding and preprocessing it, which every classification pays: pictures of the size
// of HAM10000 and of a phone's camera take turns in one process.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '60' } } })
const rounds = Number(values.rounds)
const SPEC = { size: 224, mean: IMAGENET_MEAN, std: IMAGENET_STD }

for (const size of [
  { width: 600, height: 450 },
  { width: 1920, height: 1440 },
]) {
  const pictures = LESION_CLASSES.map((name) =>
    drawLesion({ class: name, seed: 1, lesion: 0, view: 0 }, size),
  )
  const files = await Promise.all(pictures.map((picture) => encodeJpeg(picture)))
  await measure(`${size.width} x ${size.height}`, pictures, files)
}

async function measure(
  name: string,
  pictures: readonly RgbImage[],
  files: readonly Uint8Array[],
): Promise<void> {
  const lesions = pictures.map(findLesion)
  const steps: Record<string, (index: number) => unknown> = {
    preprocess: (i) => preprocess(pictures[i]!, SPEC),
    'find the lesion': (i) => findLesion(pictures[i]!),
    'measure quality': (i) => measureQuality(pictures[i]!),
    'lesion and quality': (i) => assessQuality(pictures[i]!, findLesion(pictures[i]!)),
  }
  const times: Record<string, number[]> = { 'decode JPEG': [] }
  for (let round = 0; round < rounds; round++) {
    const index = round % pictures.length
    const { milliseconds } = await timedAsync(() => decodeImage(files[index]!))
    times['decode JPEG']!.push(milliseconds)
    for (const [step, run] of Object.entries(steps)) {
      times[step] ??= []
      times[step].push(timed(() => run(index)).milliseconds)
    }
  }
  const found = lesions.filter((lesion) => lesion !== null).length
  console.log(`${name}, median of ${rounds} rounds; ${found} of ${lesions.length} lesions found\n`)
  const rows = Object.entries(times).map(([step, taken]) => [step, median(taken).toFixed(3)])
  console.log(`${textTable([{ title: 'step' }, { title: 'ms', align: 'right' }], rows)}\n`)
}
