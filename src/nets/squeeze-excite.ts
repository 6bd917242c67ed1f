import type { Value } from '../graph/graph.ts'
import { convolution } from '../graph/operators/convolution.ts'
import type { LayerStyle } from './layer.ts'

export type SqueezeExcite = { readonly name: string; readonly squeezedChannels: number }

/**
 * Weighs each channel by a gate between 0 and 1 that all channels' means decide (Hu et al., Squeeze-and-Excitation Networks,
 * 2018, section 3): x [N, C, H, W] -> [N, C, H, W]. Its parameters: `<name>.squeeze.weight` [S, C, 1, 1] and `.bias` [S],
 * `<name>.excite.weight` [C, S, 1, 1] and `.bias` [C].
 */
export function squeezeExcite(
  { builder, parameter, activation }: LayerStyle,
  x: Value,
  { name, squeezedChannels }: SqueezeExcite,
): Value {
  const channels = x.shape[1] as number
  const mix = (from: Value, layer: string, outputs: number) => {
    const weight = parameter(`${name}.${layer}.weight`, [outputs, from.shape[1] as number, 1, 1])
    return convolution(builder, from, weight, parameter(`${name}.${layer}.bias`, [outputs]))
  }
  const means = builder.node('GlobalAveragePool', [x])
  const squeezed = activation(builder, mix(means, 'squeeze', squeezedChannels))
  const gate = builder.node('Sigmoid', [mix(squeezed, 'excite', channels)])
  return builder.node('Mul', [x, gate])
}
