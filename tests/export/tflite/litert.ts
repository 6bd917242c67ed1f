import { Tensor } from '@litertjs/core'
import { startLiteRtInNode } from '../../../src/cli/litert/node.ts'
import type { Operand } from '../../graph/gradient-check.ts'
import type { Feeds } from '../../graph/run-graph.ts'

export type TfliteRun = {
  readonly outputs: Readonly<Record<string, Operand>>
  /** Whether XNNPACK computed every operator. */
  readonly fullyAccelerated: boolean
}

/** The float32 outputs of a .tflite file in LiteRT, by name. */
export async function runTflite(file: Uint8Array, feeds: Feeds): Promise<TfliteRun> {
  const { liteRt, takeFaults } = await startLiteRtInNode()
  const model = await liteRt.loadAndCompile(file, { accelerator: 'wasm' })
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { data, shape }]) => [name, new Tensor(data, [...shape])]),
  )
  const results = await model.run(inputs)
  const faults = takeFaults()
  if (faults.length > 0) throw new Error(faults.join('\n'))
  const outputs: Record<string, Operand> = {}
  for (const [name, tensor] of Object.entries(results)) {
    const shape = [...tensor.type.layout.dimensions]
    outputs[name] = { shape, data: (await tensor.data()) as Float32Array }
    tensor.delete()
  }
  for (const tensor of Object.values(inputs)) tensor.delete()
  const { isFullyAccelerated: fullyAccelerated } = model
  model.delete()
  return { outputs, fullyAccelerated }
}
