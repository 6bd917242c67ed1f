import { parseArgs } from 'node:util'
import { toHeatMaps } from '../src/classifier/answer.ts'
import { DEFAULT_BUNDLE } from '../src/classifier/node/index.ts'
import { loadBundle } from '../src/classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../src/classifier/node/onnx-runtime.ts'
import { drawLesion } from '../src/dataset/synthetic/lesion.ts'
import { describeEvidence } from '../src/explain/describe-evidence.ts'
import { evidenceInside } from '../src/explain/evidence-inside.ts'
import type { HeatMap } from '../src/explain/heat-map.ts'
import { strongestRegion } from '../src/explain/strongest-region.ts'
import { findLesion } from '../src/image/lesion/find-lesion.ts'
import { preprocess } from '../src/image/preprocess.ts'
import { textTable } from '../src/text-table.ts'
import { timed, timedAsync } from '../src/timing.ts'

// What an explanation costs beside the answer that it explains, in turns, on one thread: npx tsx bench/explain.ts [--rounds 200]

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, bundle: { type: 'string' } },
})
const rounds = Number(values.rounds)
const WARM_UP = 20

const { manifest, model, file } = await loadBundle(values.bundle ?? DEFAULT_BUNDLE)
const runtime = await createOnnxRuntime(model, { size: manifest.input.size, threads: 1 })
const image = drawLesion({ class: 'mel', seed: 1, lesion: 0, view: 0 }, { width: 600, height: 450 })
const times: Record<string, number[]> = {}
const record = <T>(stage: string, { value, milliseconds }: { value: T; milliseconds: number }) => {
  times[stage] ??= []
  times[stage].push(milliseconds)
  return value
}

for (let round = 0; round < WARM_UP + rounds; round++) {
  if (round === WARM_UP) for (const stage of Object.keys(times)) times[stage] = []
  const input = record(
    'preprocess',
    timed(() => preprocess(image, manifest.input)),
  )
  const outputs = record('inference', await timedAsync(() => runtime.run(input, 1)))
  const maps = record(
    'heat maps of all classes',
    timed(() => toHeatMaps(outputs, manifest.classes)),
  )
  const lesion =
    record(
      'find the lesion',
      timed(() => findLesion(image)),
    )?.mask ?? null
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

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const answer = median(times.preprocess!) + median(times.inference!)
console.log(
  `${manifest.name}, ${file.precision}: median of ${rounds} rounds, picture of ${image.width} x ${image.height}, 1 thread\n`,
)
const rows = Object.entries(times).map(([stage, taken]) => [
  stage,
  median(taken).toFixed(3),
  `${((median(taken) / answer) * 100).toFixed(1)} %`,
])
const EXPLANATION = ['heat maps of all classes', 'share inside the lesion', 'sentence', 'contour']
const explanation = EXPLANATION.reduce((sum, stage) => sum + median(times[stage]!), 0)
const right = { align: 'right' } as const
console.log(
  textTable(
    [{ title: 'stage' }, { title: 'median ms', ...right }, { title: 'of the answer', ...right }],
    rows,
  ),
)

console.log(
  `\nthe explanation, the lesion being known: ${explanation.toFixed(3)} ms, ${((explanation / answer) * 100).toFixed(1)} % of the answer`,
)

/** One with something to describe. */
function strongestMap(maps: readonly HeatMap[]): HeatMap {
  return maps.find(({ data }) => data.some((value) => value > 0)) ?? maps[0]!
}
