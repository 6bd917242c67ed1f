import { parseArgs } from 'node:util'
import { toHeatMaps } from '../src/classifier/answer.ts'
import { createAssessor } from '../src/classifier/assess.ts'
import { DEFAULT_BUNDLE } from '../src/classifier/node/index.ts'
import { loadBundle } from '../src/classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../src/classifier/node/onnx-runtime.ts'
import { resolvePrior } from '../src/classifier/prior.ts'
import { drawLesion } from '../src/dataset/synthetic/lesion.ts'
import { describeEvidence } from '../src/explain/describe-evidence.ts'
import { evidenceInside } from '../src/explain/evidence-inside.ts'
import type { HeatMap } from '../src/explain/heat-map.ts'
import { strongestRegion } from '../src/explain/strongest-region.ts'
import { findLesion } from '../src/image/lesion/find-lesion.ts'
import { decodeImage } from '../src/image/node/decode.ts'
import { encodeJpeg } from '../src/image/node/encode.ts'
import { preprocess } from '../src/image/preprocess.ts'
import { assessQuality } from '../src/image/quality/assess-quality.ts'
import { median } from '../src/metrics/quantile.ts'
import { textTable } from '../src/text-table.ts'
import { timed, timedAsync } from '../src/timing.ts'

// What explanation and uncertainty cost beside the answer that they go with, in turns, on one thread: npx tsx bench/explain.ts [--rounds 200]

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, bundle: { type: 'string' } },
})
const rounds = Number(values.rounds)
const WARM_UP = 20

const { manifest, model, file } = await loadBundle(values.bundle ?? DEFAULT_BUNDLE)
const runtime = await createOnnxRuntime(model, { size: manifest.input.size, threads: 1 })
const drawn = drawLesion({ class: 'mel', seed: 1, lesion: 0, view: 0 }, { width: 600, height: 450 })
const jpeg = await encodeJpeg(drawn)
const assess = createAssessor(manifest, { prior: resolvePrior('balanced', manifest) })
const times: Record<string, number[]> = {}
const record = <T>(stage: string, { value, milliseconds }: { value: T; milliseconds: number }) => {
  times[stage] ??= []
  times[stage].push(milliseconds)
  return value
}

for (let round = 0; round < WARM_UP + rounds; round++) {
  if (round === WARM_UP) for (const stage of Object.keys(times)) times[stage] = []
  const image = record('decode', await timedAsync(() => decodeImage(jpeg)))
  const input = record(
    'preprocess',
    timed(() => preprocess(image, manifest.input)),
  )
  const outputs = record('inference', await timedAsync(() => runtime.run(input, 1)))
  const maps = record(
    'heat maps of all classes',
    timed(() => toHeatMaps(outputs, manifest.classes)),
  )
  const found = record(
    'find the lesion',
    timed(() => findLesion(image)),
  )
  const quality = record(
    'quality',
    timed(() => assessQuality(image, found)),
  )
  record(
    'uncertainty',
    timed(() => assess(outputs, quality)),
  )
  const lesion = found?.mask ?? null
  const heat = strongestMap(Object.values(maps))
  record(
    'share inside the lesion',
    timed(() => lesion && evidenceInside(heat, lesion)),
  )
  record(
    'sentence',
    timed(() => describeEvidence(heat, { lesion, className: 'melanoma' })),
  )
  record(
    'contour',
    timed(() => strongestRegion(heat)),
  )
}
await runtime.dispose()

const sumOf = (stages: readonly string[]) =>
  stages.reduce((sum, stage) => sum + median(times[stage]!), 0)
const answer = sumOf(['decode', 'preprocess', 'inference'])
console.log(
  `${manifest.name}, ${file.precision}: median of ${rounds} rounds, JPEG of ${drawn.width} x ${drawn.height}, 1 thread\n`,
)
const rows = Object.entries(times).map(([stage, taken]) => [
  stage,
  median(taken).toFixed(3),
  `${((median(taken) / answer) * 100).toFixed(1)} %`,
])
const right = { align: 'right' } as const
console.log(
  textTable(
    [{ title: 'stage' }, { title: 'median ms', ...right }, { title: 'of the answer', ...right }],
    rows,
  ),
)

const SUMS = {
  'in every answer, explanation and uncertainty': [
    'heat maps of all classes',
    'share inside the lesion',
    'uncertainty',
  ],
  'in every answer, the picture judged': ['find the lesion', 'quality'],
  'where it is shown, sentence and contour': ['sentence', 'contour'],
}
const all = Object.values(SUMS).flat()
for (const [name, stages] of [...Object.entries(SUMS), ['all of it', all] as const]) {
  const sum = sumOf(stages)
  console.log(`${name}: ${sum.toFixed(3)} ms, ${((sum / answer) * 100).toFixed(1)} % of the answer`)
}

/** One with something to describe. */
function strongestMap(maps: readonly HeatMap[]): HeatMap {
  return maps.find(({ data }) => data.some((value) => value > 0)) ?? maps[0]!
}
