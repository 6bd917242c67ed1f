import type { Graph } from '../../graph/graph.ts'
import type { Tensor, TensorData } from '../../graph/tensor.ts'
import { exposing } from './observe.ts'
import { dequantize } from './parameters.ts'
import { layerName, layerOf, type QuantizationPlan } from './plan.ts'
import type { Calibration } from './session.ts'

/** What 8 bits cost one tensor. */
export type TensorNoise = {
  /** `blocks.3.expand` for what that convolution makes and for its weight; otherwise the name of the value. */
  readonly layer: string
  readonly tensor: 'activation' | 'weight'
  /**
   * 10 log10 of the sum of squares of the float tensor over that of the difference; null where there is none. An activation's
   * difference holds everything that happened before it.
   */
  readonly decibels: number | null
}

/** The signal-to-noise ratio of every quantized activation on some inputs, and of every quantized weight. */
export async function quantizationNoise(
  float: Graph,
  quantized: Graph,
  plan: QuantizationPlan,
  calibration: Calibration,
): Promise<TensorNoise[]> {
  const activations = await activationNoise(float, quantized, plan, calibration)
  const convolutions = [...plan.outputs.keys()].filter(({ op }) => op === 'Conv')
  const weights = convolutions.map((node): TensorNoise => {
    const name = node.inputs[1]!
    const [values, scales] = [`${name}.int8`, `${name}.scale`].map((part) =>
      quantized.initializers.get(part),
    ) as [Tensor, Tensor]
    const ratio = createRatio()
    ratio.add(float.initializers.get(name)!.data, dequantize({ values, scales }))
    return { layer: layerName(node), tensor: 'weight', decibels: ratio.decibels() }
  })
  return [...activations, ...weights]
}

async function activationNoise(
  float: Graph,
  quantized: Graph,
  plan: QuantizationPlan,
  { open, batches }: Calibration,
): Promise<TensorNoise[]> {
  const dequantized = new Map(
    plan.activations.map((name) => [
      name,
      float.inputs.some((input) => input.name === name) ? `${name}.dequantized` : name,
    ]),
  )
  const ratios = new Map(plan.activations.map((name) => [name, createRatio()]))
  const sessions = await Promise.all([
    open(exposing(float, plan.activations)),
    open(exposing(quantized, [...dequantized.values()])),
  ])
  try {
    for await (const batch of batches()) {
      const [exact, rounded] = [await sessions[0].run(batch), await sessions[1].run(batch)]
      for (const [name, ratio] of ratios) {
        const reference = exact.get(name) ?? batch
        ratio.add(reference.data, rounded.get(dequantized.get(name)!)!.data)
      }
    }
  } finally {
    await Promise.all(sessions.map((session) => session.dispose()))
  }
  return [...ratios].map(([name, ratio]) => ({
    layer: layerOf(plan, name),
    tensor: 'activation',
    decibels: ratio.decibels(),
  }))
}

function createRatio() {
  let [signal, noise] = [0, 0]
  return {
    add(reference: TensorData, other: TensorData) {
      const [a, b] = [reference as Float32Array, other as Float32Array]
      for (let i = 0; i < a.length; i++) {
        const difference = a[i]! - b[i]!
        signal += a[i]! * a[i]!
        noise += difference * difference
      }
    },
    decibels: () => (noise > 0 && signal > 0 ? 10 * Math.log10(signal / noise) : null),
  }
}
