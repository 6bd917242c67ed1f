import { createRandom } from '../../../src/random.ts'
import type { Parameters } from '../../../src/train/parameters.ts'

/** Parameters or gradients of a small network: a weight of 12 elements and a bias of 3. */
export function randomParameters(seed: number): Map<string, Float32Array> {
  const random = createRandom(seed)
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal())
  return new Map([
    ['weight', draw(12)],
    ['bias', draw(3)],
  ])
}

/** The gradient of sum((w - target)^2) / 2. */
export function quadraticGradient(parameters: Parameters, target: number): Parameters {
  return new Map([...parameters].map(([name, data]) => [name, data.map((w) => w - target)]))
}

/** All bits of a set of tensors, to compare runs exactly. */
export function bitsOf(parameters: Parameters): Record<string, Uint32Array> {
  return Object.fromEntries(
    [...parameters].map(([name, data]) => [name, new Uint32Array(data.slice().buffer)]),
  )
}

export const NO_GROUPS = {
  decays: new Set<string>(),
  learningRateFactors: new Map<string, number>(),
}
