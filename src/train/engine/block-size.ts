import { createBuilder } from '../../graph/builder.ts'
import { int } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { InferenceSession, Tensor } from '../../onnxruntime.ts'

const CANDIDATES = [16, 8] as const
const CHANNELS = 16

/**
 * How many channels ONNX Runtime puts in a block of its NCHWc layout on this processor: 16 with AVX-512, 8 with AVX2,
 * 0 where it has no blocked kernels. Found by looking at the order in which a reordered ramp comes back.
 */
export async function detectBlockSize(): Promise<number> {
  const builder = createBuilder()
  const shape = [1, CHANNELS, 1, 2]
  const x = builder.input('x', 'float32', shape)
  const options = { domain: 'com.microsoft.nchwc', types: [x] } as const
  const reordered = builder.node('ReorderInput', [x], { channels_last: int(0) }, options)
  builder.output(builder.node('Identity', [reordered], {}, { outputs: ['y'] }))
  try {
    const session = await InferenceSession.create(writeOnnx(builder.finish('block-size')), {
      logSeverityLevel: 4,
    })
    const ramp = Float32Array.from({ length: CHANNELS * 2 }, (_, index) => index)
    const { y } = await session.run({ x: new Tensor('float32', ramp, shape) })
    await session.release()
    const order = y!.data as Float32Array
    return CANDIDATES.find((block) => isBlocked(order, block)) ?? 0
  } catch {
    return 0
  }
}

/** True when pixel p of channel c stands at (c / block, p, c % block). */
function isBlocked(order: Float32Array, block: number): boolean {
  return order.every((value, position) => {
    const inBlock = position % block
    const pixel = Math.floor(position / block) % 2
    const channel = Math.floor(position / (block * 2)) * block + inBlock
    return value === channel * 2 + pixel
  })
}
