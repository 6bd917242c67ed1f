import { DermaliteError } from '../../../errors.ts'
import { writeOnnx } from '../../../graph/onnx/write.ts'
import { onnxSessionOptions } from '../../../onnx-session-options.ts'
import { InferenceSession, Tensor as OnnxTensor } from '../../../onnxruntime.ts'
import type { OpenGraph } from '../session.ts'

/**
 * Opens graphs with ONNX Runtime.
 *
 * @throws DermaliteError `graph-invalid`: ONNX Runtime refuses the graph; `model-failed`: it does not run
 */
export function openWithOnnxRuntime({ threads }: { readonly threads: number }): OpenGraph {
  return async (graph) => {
    const options = await onnxSessionOptions(threads)
    const session = await InferenceSession.create(writeOnnx(graph), options).catch(
      (cause: unknown) => {
        throw new DermaliteError(
          'graph-invalid',
          `ONNX Runtime refuses the graph "${graph.name}": ${(cause as Error).message}`,
          'Take a model that DermaLite trained or exported.',
          { cause },
        )
      },
    )
    const [input] = session.inputNames as [string]
    return {
      async run({ shape, data }) {
        const tensor = new OnnxTensor('float32', data as Float32Array, shape)
        const results = await session.run({ [input]: tensor }).catch((cause: unknown) => {
          throw new DermaliteError(
            'model-failed',
            `the graph "${graph.name}" did not run: ${(cause as Error).message}`,
            'Check that the input has the shape that the graph takes.',
            { cause },
          )
        })
        return new Map(
          Object.entries(results).map(([name, { dims, data: values }]) => [
            name,
            { dtype: 'float32', shape: dims, data: values as Float32Array },
          ]),
        )
      },
      dispose: () => session.release(),
    }
  }
}
