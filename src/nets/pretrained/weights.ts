import { DermaliteError } from '../../errors.ts'
import type { ParameterShape } from '../parameter.ts'

/** A named weight as a file holds it. */
export type WeightTensor = { readonly shape: readonly number[]; readonly data: Float32Array }

/** The tensors of a file, by name. */
export type WeightFile = ReadonlyMap<string, WeightTensor>

/** The parameters of a backbone from a file; those of the classifier are left out. */
export type WeightMapping = (
  weights: WeightFile,
  parameters: readonly ParameterShape[],
) => Map<string, Float32Array>

/** `blocks.3.expand.weight` -> `blocks.3.expand`, `weight`. */
export function splitName(parameter: string): { readonly layer: string; readonly kind: string } {
  const dot = parameter.lastIndexOf('.')
  return { layer: parameter.slice(0, dot), kind: parameter.slice(dot + 1) }
}

/**
 * Copies of the tensors that a backbone's parameters are called in a file.
 *
 * @param nameOf what a parameter is called in the file; undefined where the file cannot have it
 * @throws DermaliteError `weights-invalid` when a tensor is missing or has another shape
 */
export function takeParameters(
  weights: WeightFile,
  parameters: readonly ParameterShape[],
  nameOf: (parameter: string) => string | undefined,
): Map<string, Float32Array> {
  const backbone = parameters.filter(({ name }) => !name.startsWith('classifier.'))
  return new Map(
    backbone.map(({ name, shape }) => {
      const source = nameOf(name)
      const tensor = source === undefined ? undefined : weights.get(source)
      if (tensor?.shape.join() === shape.join()) return [name, Float32Array.from(tensor.data)]
      throw invalidWeights(
        `${source ? `"${source}"` : 'a tensor'} should have shape [${shape}] for "${name}", ` +
          `it has [${tensor?.shape ?? 'nothing'}]`,
      )
    }),
  )
}

export function invalidWeights(message: string): DermaliteError {
  return new DermaliteError(
    'weights-invalid',
    message,
    'Take weights of the same architecture, width and form of BatchNorm (train.batchNorm).',
  )
}
