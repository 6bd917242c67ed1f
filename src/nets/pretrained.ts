import { DermaliteError } from '../errors.ts'
import type { ParameterShape } from './parameter.ts'

/** A named weight as a file holds it. */
export type WeightTensor = { readonly shape: readonly number[]; readonly data: Float32Array }

const CONVOLUTION = /^conv_(\d+)_(weight|bias)$/

/**
 * The backbone parameters of our MobileNetV2 from torchvision-style weights with BatchNorm folded (`conv_<n>_weight`,
 * `conv_<n>_bias`, numbered from the stem to the head): the layers stand in the same order in both.
 *
 * @param weights the tensors of the file, by name
 * @param parameters what the network asks for; parameters of the classifier are left out of the result
 * @throws DermaliteError `weights-invalid` when a layer is missing or has another shape
 */
export function torchvisionMobileNetV2(
  weights: ReadonlyMap<string, WeightTensor>,
  parameters: readonly ParameterShape[],
): Map<string, Float32Array> {
  const indices = [...weights.keys()].flatMap((name) => {
    const match = CONVOLUTION.exec(name)
    return match?.[2] === 'weight' ? [Number(match[1])] : []
  })
  indices.sort((a, b) => a - b)
  const layers = [...new Set(parameters.map(({ name }) => layerOf(name)))]
  const backbone = layers.filter((layer) => layer !== 'classifier')
  if (backbone.length !== indices.length) {
    throw new DermaliteError(
      'weights-invalid',
      `the weights have ${indices.length} convolutions, the network has ${backbone.length}`,
      'Take weights of the same architecture and width.',
    )
  }
  const result = new Map<string, Float32Array>()
  for (const { name, shape } of parameters) {
    const layer = backbone.indexOf(layerOf(name))
    if (layer < 0) continue
    const source = `conv_${indices[layer]}_${name.endsWith('.weight') ? 'weight' : 'bias'}`
    const tensor = weights.get(source)
    if (tensor === undefined || tensor.shape.join() !== shape.join()) {
      throw new DermaliteError(
        'weights-invalid',
        `"${source}" should have shape [${shape}] for "${name}", it has [${tensor?.shape ?? 'nothing'}]`,
        'Take weights of the same architecture and width.',
      )
    }
    result.set(name, Float32Array.from(tensor.data))
  }
  return result
}

function layerOf(parameter: string): string {
  return parameter.slice(0, parameter.lastIndexOf('.'))
}
