import { DermaliteError } from '../errors.ts'
import { isStatistic } from '../nets/parameter.ts'

/** A set of named tensors, each as its flat row-major data: weights, their gradients, or an optimizer's moments. */
export type Parameters = ReadonlyMap<string, Float32Array>

export function cloneParameters(parameters: Parameters): Map<string, Float32Array> {
  return new Map([...parameters].map(([name, data]) => [name, data.slice()]))
}

/** The part of a network's parameters that gradients move: all but the running statistics of BatchNorm. */
export function learntParameters(parameters: Parameters): Parameters {
  return new Map([...parameters].filter(([name]) => !isStatistic(name)))
}

/** Writes some tensors over those of the same name, in place. */
export function assignParameters(target: Parameters, values: Parameters): void {
  for (const [name, data] of values) tensorOf(target, name, data.length).set(data)
}

/** How many numbers a set holds in all. */
export function countParameters(parameters: Parameters): number {
  let count = 0
  for (const { length } of parameters.values()) count += length
  return count
}

/**
 * Copies every tensor of `source` over the one of the same name in `target`.
 *
 * @throws DermaliteError `checkpoint-invalid` before anything is copied, when names or sizes differ
 */
export function copyParameters(source: Parameters, target: Parameters): void {
  const absent = [...target.keys()].filter((name) => !source.has(name))
  const unknown = [...source.keys()].filter((name) => !target.has(name))
  const resized = [...target].filter(([name, { length }]) => {
    const saved = source.get(name)
    return saved !== undefined && saved.length !== length
  })
  const faults = [
    ...absent.map((name) => `"${name}" is missing`),
    ...unknown.map((name) => `"${name}" is unknown`),
    ...resized.map(
      ([name, { length }]) =>
        `"${name}" has ${source.get(name)!.length} elements instead of ${length}`,
    ),
  ]
  if (faults.length > 0) {
    const more = faults.length > 3 ? `, and ${faults.length - 3} more` : ''
    throw new DermaliteError(
      'checkpoint-invalid',
      `the saved tensors do not fit: ${faults.slice(0, 3).join(', ')}${more}`,
      'Resume with the network and optimizer that wrote the checkpoint.',
    )
  }
  for (const [name, data] of target) data.set(source.get(name)!)
}

/**
 * The tensor of that name.
 *
 * @throws DermaliteError `bad-argument` when it is missing or not of `length` elements
 */
export function tensorOf(parameters: Parameters, name: string, length: number): Float32Array {
  const data = parameters.get(name)
  if (data?.length === length) return data
  throw new DermaliteError(
    'bad-argument',
    `"${name}" should have ${length} elements, it has ${data?.length ?? 'none'}`,
    'Pass one tensor of the same size for every parameter.',
  )
}
