import type { Builder } from '../builder.ts'
import { float, int, type Value } from '../graph.ts'

export type Levels = {
  /** Distance of neighbouring levels, positive. */
  readonly scale: number
  /** The level of 0, 0 to 255. */
  readonly zeroPoint: number
}

const DERMALITE = { domain: 'dermalite' } as const

/**
 * What a value is after it has been held in uint8, in a form to train through (Jacob et al., Quantization and Training of
 * Neural Networks, 2018, section 3): clipped to the outermost levels, then rounded to the nearest. Rounding passes the
 * gradient straight through (Bengio et al., Estimating or Propagating Gradients Through Stochastic Neurons, 2013), clipping
 * stops it outside.
 *
 * @param output name of the result
 */
export function fakeQuantize(
  builder: Builder,
  x: Value,
  { scale, zeroPoint }: Levels,
  output?: string,
): Value {
  const clipped = builder.node('Clip', [
    x,
    builder.scalar(-zeroPoint * scale),
    builder.scalar((255 - zeroPoint) * scale),
  ])
  const attributes = { scale: float(scale), zero_point: int(zeroPoint) }
  const outputs = output === undefined ? [] : [output]
  return builder.node('RoundToLevels', [clipped], attributes, { ...DERMALITE, outputs })
}

/**
 * What a convolution's weight is after it has been held in int8, the scale of each output channel following from its largest
 * weight at each step; the gradient passes straight through.
 *
 * @param bias float32 [O]; held in int32, it sets a least scale
 * @param inputScale of the convolution's input
 */
export function fakeQuantizeWeight(
  builder: Builder,
  weight: Value,
  bias: Value | undefined,
  inputScale: number,
): Value {
  const attributes = { input_scale: float(inputScale) }
  return builder.node('RoundWeight', bias ? [weight, bias] : [weight], attributes, DERMALITE)
}
