import { DermaliteError } from '../../errors.ts'
import { onnxSessionOptions } from '../../onnx-session-options.ts'
import { InferenceSession, Tensor } from '../../onnxruntime.ts'
import type { Runtime } from '../runtime.ts'

export type OnnxRuntimeOptions = {
  /** Side of the square input, pixels. */
  readonly size: number
  readonly threads: number
}

const OUTPUTS = ['logits', 'cam', 'embedding'] as const

/**
 * Runs a bundle's ONNX model with ONNX Runtime.
 *
 * @param model the bytes of the .onnx file
 * @throws DermaliteError `bundle-invalid`: ONNX Runtime refuses the model, or it has other inputs or outputs than a bundle's
 */
export async function createOnnxRuntime(
  model: Uint8Array,
  { size, threads }: OnnxRuntimeOptions,
): Promise<Runtime> {
  const session = await createSession(model, threads)
  return {
    async run(images, n) {
      try {
        const image = new Tensor('float32', images, [n, 3, size, size])
        const { logits, cam, embedding } = await session.run({ image }, OUTPUTS)
        return {
          logits: logits!.data as Float32Array,
          cam: cam!.data as Float32Array,
          camSize: [cam!.dims[2]!, cam!.dims[3]!],
          embedding: embedding!.data as Float32Array,
        }
      } catch (cause) {
        throw new DermaliteError(
          'model-failed',
          `the model did not run: ${(cause as Error).message}`,
          'Check that the bundle fits this version of DermaLite.',
          { cause },
        )
      }
    },
    dispose: () => session.release(),
  }
}

async function createSession(model: Uint8Array, threads: number): Promise<InferenceSession> {
  let session: InferenceSession
  try {
    session = await InferenceSession.create(model, await onnxSessionOptions(threads))
  } catch (cause) {
    throw notAModel(`ONNX Runtime refuses it: ${(cause as Error).message}`, cause)
  }
  const missing = OUTPUTS.filter((name) => !session.outputNames.includes(name))
  if (session.inputNames.join() === 'image' && missing.length === 0) return session
  await session.release()
  throw notAModel(
    `it takes ${session.inputNames.join(', ')} and gives ${session.outputNames.join(', ')}`,
  )
}

function notAModel(problem: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'bundle-invalid',
    `the model cannot be used: ${problem}`,
    `Write the bundle again: its model takes image and gives ${OUTPUTS.join(', ')}.`,
    { cause },
  )
}
