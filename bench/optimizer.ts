import { Bench } from 'tinybench'
import { mobileNetV2Architecture } from '../src/nets/architecture.ts'
import { initializeParameters } from '../src/nets/initialize.ts'
import { globalNorm } from '../src/train/clip.ts'
import { createEma } from '../src/train/ema.ts'
import { trainingGraph } from '../src/train/engine/training-graph.ts'
import { optimizerConfigSchema } from '../src/train/optimizer/config.ts'
import { createOptimizer } from '../src/train/optimizer/create.ts'
import { decayedParameters } from '../src/train/parameter-groups.ts'
import { countParameters } from '../src/train/parameters.ts'

// What a training step does beside the compiled graph, on the parameters of MobileNetV2 1.0 with seven classes.

const { parameters: shapes } = trainingGraph({
  architecture: mobileNetV2Architecture(),
  batch: 1,
  size: 32,
  classes: 7,
  loss: { labelSmoothing: 0, logitAdjustment: Array(7).fill(0) },
})
const parameters = initializeParameters(shapes, 1)
const gradients = initializeParameters(shapes, 2)
const groups = { decays: decayedParameters(shapes), learningRateFactors: new Map() }
const ema = createEma(parameters, 0.998)

const bench = new Bench({ time: 3000 })
for (const kind of ['adamw', 'sgd'] as const) {
  const optimizer = createOptimizer(optimizerConfigSchema.parse({ kind }), parameters, groups)
  bench.add(`step of ${kind}`, () => optimizer.step(parameters, gradients, 1e-4))
}
bench.add('update of the moving average', () => ema.update(parameters))
bench.add('norm of the gradients', () => void globalNorm(gradients))

await bench.run()
console.log(`${countParameters(parameters).toLocaleString('en')} parameters`)
console.table(
  bench.tasks.map(({ name, result }) => ({
    task: name,
    ...(result.state === 'completed' && {
      'median ms': result.latency.p50.toFixed(2),
      'p99 ms': result.latency.p99.toFixed(2),
    }),
  })),
)
