import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median } from '../src/metrics/quantile.ts'
import { ARCHITECTURES } from '../src/nets/architecture.ts'
import { textTable } from '../src/text-table.ts'
import type { StepMeasurement, StepOptions } from './train-step/measure.ts'

// Forward and backward of a network: convolutions in blocks of channels against plain ones, and BatchNorm trained against
// folded, each in a process of its own, so that each shows its own peak of memory. With --profile also where the time goes
// by operator.

const { values } = parseArgs({
  options: {
    architecture: { type: 'string', default: 'mobilenet-v2' },
    size: { type: 'string', default: '160' },
    batch: { type: 'string', default: '32' },
    threads: { type: 'string', default: '2' },
    steps: { type: 'string', default: '10' },
    profile: { type: 'boolean', default: false },
  },
})
const { profile } = values
const architecture = ARCHITECTURES.find((name) => name === values.architecture)
if (!architecture) throw new Error(`--architecture is one of ${ARCHITECTURES.join(', ')}`)
const [size, batch, threads, steps] = [values.size, values.batch, values.threads, values.steps].map(
  Number,
) as [number, number, number, number]

type Variant = Pick<StepOptions, 'layout' | 'batchNorm'>

const VARIANTS: readonly Variant[] = [
  { layout: 'blocked', batchNorm: 'folded' },
  { layout: 'blocked', batchNorm: 'trained' },
  { layout: 'plain', batchNorm: 'folded' },
]

async function measureApart(variant: Variant): Promise<StepMeasurement> {
  const child = fork(fileURLToPath(new URL('./train-step/measure.ts', import.meta.url)))
  child.send({
    architecture: architecture!,
    ...variant,
    size,
    batch,
    threads,
    steps,
    profile,
  } satisfies StepOptions)
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`the measurement of the ${variant.layout} step ended with exit code ${code}`)
  })
  const [measurement] = await Promise.race([once(child, 'message'), exited])
  return measurement as StepMeasurement
}

const number = (title: string) => ({ title, align: 'right' }) as const

const measurements = []
for (const variant of VARIANTS) {
  measurements.push({ ...variant, ...(await measureApart(variant)) })
}
console.log(
  `${architecture}, ${size} px, batch ${batch}, ${threads} threads, median of ${steps} steps\n`,
)
console.log(
  textTable(
    [
      { title: 'layout' },
      { title: 'BatchNorm' },
      number('block'),
      number('ms a step'),
      number('ms an image'),
      number('peak RSS'),
    ],
    measurements.map(({ layout, batchNorm, block, milliseconds, peakMemory }) => [
      layout,
      batchNorm,
      String(block),
      median(milliseconds).toFixed(0),
      (median(milliseconds) / batch).toFixed(1),
      `${(peakMemory / 1e9).toFixed(2)} GB`,
    ]),
  ),
)
for (const { layout, batchNorm, operators } of profile ? measurements : []) {
  console.log(`\n${layout}, BatchNorm ${batchNorm}, by operator\n`)
  console.log(
    textTable(
      [{ title: 'operator' }, number('calls a step'), number('ms a step'), number('share')],
      operators.map(({ operator, calls, milliseconds, share }) => [
        operator,
        calls.toFixed(0),
        milliseconds.toFixed(1),
        `${(100 * share).toFixed(1)} %`,
      ]),
    ),
  )
}
