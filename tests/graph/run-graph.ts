import type { Graph } from '../../src/graph/graph.ts'
import { writeOnnx } from '../../src/graph/onnx/write.ts'
import { InferenceSession, Tensor } from '../../src/onnxruntime.ts'
import type { Operand } from './gradient-check.ts'

export type Feeds = Readonly<Record<string, Operand>>

/** The float32 outputs of a model in ONNX Runtime. */
export async function runModel(
  model: Uint8Array,
  feeds: Feeds,
): Promise<Readonly<Record<string, Operand>>> {
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  const results = await session.run(
    Object.fromEntries(
      Object.entries(feeds).map(([name, { shape, data }]) => [
        name,
        new Tensor('float32', data, shape),
      ]),
    ),
  )
  await session.release()
  return Object.fromEntries(
    Object.entries(results).map(([name, { dims, data }]) => [
      name,
      { shape: dims, data: data as Float32Array },
    ]),
  )
}

export function runGraph(graph: Graph, feeds: Feeds) {
  return runModel(writeOnnx(graph), feeds)
}

/** The largest absolute difference of two tensors of one size. */
export function maxDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let worst = 0
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!))
  return worst
}
