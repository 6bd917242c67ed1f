import { inferenceGraph } from '../../src/export/inference-graph.ts'
import type { Graph } from '../../src/graph/graph.ts'
import { relu6 } from '../../src/graph/operators/activation.ts'
import { convolution, symmetricPads } from '../../src/graph/operators/convolution.ts'
import type { Architecture } from '../../src/nets/architecture.ts'
import { createRandom } from '../../src/random.ts'
import { randomNet } from '../nets/random-net.ts'

export const SIZE = 64
export const CLASSES = 3

/** The narrowest MobileNetV2 with random weights. */
export function mobileNet(seed = 8): Graph {
  const { architecture, parameters } = randomNet({ size: SIZE, classes: CLASSES, seed })
  return inferenceGraph({ architecture, size: SIZE, classes: CLASSES, parameters })
}

/** Two convolutions of one pixel each, which know no directions. */
export function pointwiseNet(size: number, seed = 3): Graph {
  const shapes: Record<string, readonly number[]> = {
    'first.weight': [6, 3, 1, 1],
    'first.bias': [6],
    'second.weight': [8, 6, 1, 1],
    'second.bias': [8],
    'classifier.weight': [CLASSES, 8, 1, 1],
    'classifier.bias': [CLASSES],
  }
  const random = createRandom(seed)
  const parameters = new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const length = shape.reduce((a, b) => a * b)
      return [name, Float32Array.from({ length }, () => random.normal())]
    }),
  )
  const architecture = {
    name: 'pointwise',
    features: (builder, image, parameter) => {
      const layer = (x: typeof image, name: string) => {
        const weight = parameter(`${name}.weight`, shapes[`${name}.weight`]!)
        const bias = parameter(`${name}.bias`, shapes[`${name}.bias`]!)
        return relu6(builder, convolution(builder, x, weight, bias, { pads: symmetricPads(1) }))
      }
      return layer(layer(image, 'first'), 'second')
    },
  } as Pick<Architecture, 'name' | 'features'> as Architecture
  return inferenceGraph({ architecture, size, classes: CLASSES, parameters })
}

export function randomImage(size: number, seed: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length: 3 * size * size }, () => random.normal())
}
