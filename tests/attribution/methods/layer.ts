import type { LayerGradient, MethodContext } from '../../../src/attribution/methods/method.ts'

/** Two channels on two places, small enough to work out by hand. */
export const LAYER: LayerGradient = {
  ...{ channels: 2, height: 1, width: 2 },
  activation: Float32Array.of(1, 3, 2, 1),
  gradient: Float32Array.of(2, 0, -1, 3),
}

/** For methods that look at the layer alone. */
export function contextOf(layer: LayerGradient): MethodContext {
  return {
    layer,
    image: new Float32Array(3 * 4),
    size: 2,
    score: () => Promise.reject(new Error('the network was asked')),
  }
}
