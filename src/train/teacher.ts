import { softmax } from '../metrics/softmax.ts'
import type { Architecture } from '../nets/architecture.ts'
import { createEvaluationEngine } from './engine/engine.ts'
import type { Parameters } from './parameters.ts'

/** A finished network that another one learns from. */
export type Teacher = {
  readonly architecture: Architecture
  readonly parameters: Parameters
  /** Class frequencies that its logits assume. */
  readonly trainingPrior: readonly number[]
}

export type TeachingOptions = {
  /** The network that learns: how its pictures are normalised. */
  readonly student: Pick<Architecture, 'mean' | 'std'>
  /** Share of the teachers in each target, 0 to 1. */
  readonly weight: number
  /** Class frequencies that the student's loss is adjusted to. */
  readonly prior: readonly number[]
  readonly batch: number
  readonly size: number
  readonly threads: number
}

export type Teaching = {
  /**
   * Moves the targets of a batch towards what the teachers say of its pictures, in place.
   *
   * @param target [N, K], rows sum to 1
   * @param image [N, 3, S, S], normalised for the student
   */
  readonly mixInto: (target: Float32Array, image: Float32Array) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Knowledge distillation at temperature 1 (Hinton, Vinyals and Dean, 2015): the cross-entropy with the label and the one with
 * the teachers' probabilities add up to the cross-entropy with their mixture. The teachers look at the very picture that the
 * student looks at, augmented and mixed (Beyer et al., Knowledge distillation: a good teacher is patient and consistent, 2022).
 * Several speak with one voice: the geometric mean of their probabilities, summing to 1.
 *
 * @param teachers at least one
 */
export async function createTeaching(
  teachers: readonly Teacher[],
  options: TeachingOptions,
): Promise<Teaching> {
  const { weight, prior } = options
  const voices: Voice[] = []
  const close = async () => {
    await Promise.all(voices.map((voice) => voice.close()))
  }
  try {
    for (const teacher of teachers) voices.push(await openVoice(teacher, options))
  } catch (error) {
    await close()
    throw error
  }
  return {
    async mixInto(target, image) {
      const mean = new Float64Array(target.length)
      for (const voice of voices) {
        const logits = await voice.logits(image)
        for (let i = 0; i < mean.length; i++) mean[i]! += logits[i]! / voices.length
      }
      const answers = softmax(mean, prior.length)
      for (let i = 0; i < target.length; i++) {
        target[i] = (1 - weight) * target[i]! + weight * answers[i]!
      }
    },
    close,
  }
}

type Voice = {
  /** [N, 3, S, S], normalised for the student, to [N, K] under the student's prior. */
  readonly logits: (image: Float32Array) => Promise<Float32Array>
  readonly close: () => Promise<void>
}

async function openVoice(
  { architecture, parameters, trainingPrior }: Teacher,
  { student, prior, batch, size, threads }: TeachingOptions,
): Promise<Voice> {
  const classes = prior.length
  const engine = await createEvaluationEngine({ architecture, batch, size, classes, threads })
  const shift = prior.map((share, k) => Math.log(share / trainingPrior[k]!))
  return {
    async logits(image) {
      const pictures = renormalize(image, size ** 2, student, architecture)
      const logits = await engine.logits(parameters, pictures)
      return logits.map((logit, i) => logit + shift[i % classes]!)
    },
    close: () => engine.dispose(),
  }
}

/** Pictures [N, 3, S, S], planes of S² pixels, of one normalisation in another; the same array where both are alike. */
function renormalize(
  image: Float32Array,
  plane: number,
  from: Pick<Architecture, 'mean' | 'std'>,
  to: Pick<Architecture, 'mean' | 'std'>,
): Float32Array {
  const scale = from.std.map((std, c) => std / to.std[c]!)
  const offset = from.mean.map((mean, c) => (mean - to.mean[c]!) / to.std[c]!)
  if (scale.every((value) => value === 1) && offset.every((value) => value === 0)) return image
  const result = new Float32Array(image.length)
  for (let start = 0, c = 0; start < image.length; start += plane, c = (c + 1) % 3) {
    for (let i = start; i < start + plane; i++) result[i] = image[i]! * scale[c]! + offset[c]!
  }
  return result
}
