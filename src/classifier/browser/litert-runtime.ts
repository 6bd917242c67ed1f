import { type CompiledModel, Tensor } from '@litertjs/core'
import { DermaliteError } from '../../errors.ts'
import { joinOutputs } from '../join-outputs.ts'
import type { ModelOutputs, Runtime } from '../runtime.ts'
import type { LoadedLiteRt } from './litert.ts'

export type LiteRtRuntime = Runtime & {
  /** Whether XNNPACK computes every operator; whatever it leaves is many times slower. */
  readonly fullyAccelerated: boolean
}

const OUTPUTS = ['logits', 'cam', 'embedding'] as const

/**
 * Runs a bundle's .tflite model with LiteRT on the processor (XNNPACK).
 *
 * @param model the bytes of the .tflite file
 * @param size side of the square input, pixels
 * @throws DermaliteError `bundle-invalid`: LiteRT refuses the model, or it has other inputs or outputs than a bundle's
 */
export async function createLiteRtRuntime(
  liteRt: LoadedLiteRt,
  model: Uint8Array,
  size: number,
): Promise<LiteRtRuntime> {
  const compiled = await compile(liteRt, model)
  const pixels = new Float32Array(size * size * 3)
  return {
    fullyAccelerated: compiled.isFullyAccelerated,
    async run(images, n) {
      const runs: ModelOutputs[] = []
      for (let i = 0; i < n; i++) {
        const image = images.subarray(i * pixels.length, (i + 1) * pixels.length)
        runs.push(await runOne(liteRt, compiled, toChannelsLast(image, pixels), size))
      }
      return joinOutputs(runs)
    },
    async dispose() {
      compiled.delete()
    },
  }
}

async function compile({ liteRt, takeFaults }: LoadedLiteRt, model: Uint8Array) {
  let compiled: CompiledModel
  try {
    compiled = await liteRt.loadAndCompile(model, { accelerator: 'wasm' })
  } catch (cause) {
    throw notAModel(`LiteRT refuses it: ${[(cause as Error).message, ...takeFaults()].join('; ')}`)
  }
  const inputs = compiled.getInputDetails().map(({ name }) => name)
  const outputs = compiled.getOutputDetails().map(({ name }) => name)
  const faults = takeFaults()
  const fits = inputs.join() === 'image' && OUTPUTS.every((name) => outputs.includes(name))
  if (fits && faults.length === 0) return compiled
  compiled.delete()
  throw notAModel(
    faults.join('; ') || `it takes ${inputs.join(', ')} and gives ${outputs.join(', ')}`,
  )
}

async function runOne(
  { takeFaults }: LoadedLiteRt,
  compiled: CompiledModel,
  pixels: Float32Array,
  size: number,
): Promise<ModelOutputs> {
  const image = new Tensor(pixels, [1, size, size, 3])
  let results: Record<string, Tensor> = {}
  try {
    results = await compiled.run({ image })
    const faults = takeFaults()
    if (faults.length > 0) throw new Error(faults.join('; '))
    const [logits, cam, embedding] = await Promise.all(OUTPUTS.map((name) => read(results[name]!)))
    const [, height, width] = results.cam!.type.layout.dimensions as unknown as number[]
    return {
      logits: logits!,
      cam: toChannelsFirst(cam!, height! * width!),
      camSize: [height!, width!],
      embedding: embedding!,
    }
  } catch (cause) {
    throw new DermaliteError(
      'model-failed',
      `the model did not run: ${(cause as Error).message}`,
      'Check that the bundle fits this version of DermaLite.',
      { cause },
    )
  } finally {
    image.delete()
    for (const tensor of Object.values(results)) tensor.delete()
  }
}

async function read(tensor: Tensor): Promise<Float32Array> {
  return (await tensor.data()) as Float32Array
}

/** [3, S, S] to [S, S, 3] */
function toChannelsLast(image: Float32Array, out: Float32Array): Float32Array {
  const count = image.length / 3
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < count; pixel++) {
      out[pixel * 3 + channel] = image[channel * count + pixel]!
    }
  }
  return out
}

/** [positions, K] to [K, positions] */
function toChannelsFirst(values: Float32Array, positions: number): Float32Array {
  const channels = values.length / positions
  const out = new Float32Array(values.length)
  for (let position = 0; position < positions; position++) {
    for (let channel = 0; channel < channels; channel++) {
      out[channel * positions + position] = values[position * channels + channel]!
    }
  }
  return out
}

function notAModel(problem: string): DermaliteError {
  return new DermaliteError(
    'bundle-invalid',
    `the model cannot be used: ${problem}`,
    `Export the model again: it takes image and gives ${OUTPUTS.join(', ')}.`,
  )
}
