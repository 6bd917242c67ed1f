import { type ArchitectureName, createArchitecture } from '../../src/nets/architecture.ts'
import { initializeParameters } from '../../src/nets/initialize.ts'
import { createRandom } from '../../src/random.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'

export type RandomNetOptions = {
  readonly size: number
  readonly classes: number
  readonly seed: number
  readonly name?: ArchitectureName
}

/** A network at its narrowest, by default MobileNetV2, with random weights and biases. */
export function randomNet({ size, classes, seed, name = 'mobilenet-v2' }: RandomNetOptions) {
  const options = { architecture: name, width: 0.1, batchNorm: 'folded' } as const
  const architecture = createArchitecture(options)
  const { parameters: shapes } = evaluationGraph({ architecture, batch: 1, size, classes })
  const parameters = initializeParameters(shapes, seed)
  const random = createRandom(seed, 1)
  for (const [name, data] of parameters) {
    if (name.endsWith('.bias'))
      parameters.set(
        name,
        data.map(() => 0.1 * random.normal()),
      )
  }
  return { architecture, shapes, parameters }
}
