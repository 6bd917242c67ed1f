import { describe, expect, it } from 'vitest'
import { type Architecture, createArchitecture } from '../../src/nets/architecture.ts'
import { initializeParameters } from '../../src/nets/initialize.ts'
import { createRandom } from '../../src/random.ts'
import { createEvaluationEngine } from '../../src/train/engine/engine.ts'
import { createTeaching, type Teacher } from '../../src/train/teacher.ts'
import { tinyConfig } from './tiny-run.ts'

const [batch, size, classes, threads] = [2, 32, 3, 1]
const architecture = createArchitecture(tinyConfig())

async function tinyTeacher(trainingPrior: readonly number[], bias = Float32Array.of(0.5, -1, 2)) {
  const engine = await createEvaluationEngine({ architecture, batch, size, classes, threads })
  const parameters = initializeParameters(engine.parameters, 1)
  const random = createRandom(2)
  // far from zero, so that the classes differ
  parameters.set('classifier.bias', bias)
  const image = new Float32Array(batch * 3 * size * size).map(() => random.normal())
  const logits = await engine.logits(parameters, image)
  await engine.dispose()
  const teacher: Teacher = { architecture, parameters, trainingPrior }
  return { teacher, image, logits }
}

async function taught(
  teachers: Teacher | readonly Teacher[],
  image: Float32Array,
  options: {
    readonly weight?: number
    readonly prior?: readonly number[]
    readonly student?: Pick<Architecture, 'mean' | 'std'>
  } = {},
) {
  const { weight = 1, prior = [1 / 3, 1 / 3, 1 / 3], student = architecture } = options
  const teaching = await createTeaching([teachers].flat(), {
    ...{ student, weight, prior, batch, size, threads },
  })
  const target = Float32Array.of(1, 0, 0, 0, 0, 1)
  await teaching.mixInto(target, image)
  await teaching.close()
  return target
}

/** Rows of a softmax, each class's odds multiplied by a factor. */
function expected(logits: Float32Array, odds: readonly number[]): number[] {
  return [0, 1].flatMap((row) => {
    const masses = odds.map((factor, k) => Math.exp(logits[row * classes + k]!) * factor)
    const sum = masses.reduce((a, b) => a + b)
    return masses.map((mass) => mass / sum)
  })
}

function expectClose(actual: Float32Array, wanted: readonly number[]) {
  for (const [i, value] of wanted.entries()) expect(actual[i]).toBeCloseTo(value, 5)
}

describe('a teacher', () => {
  it('gives its probabilities as targets at weight 1', async () => {
    const { teacher, image, logits } = await tinyTeacher([1 / 3, 1 / 3, 1 / 3])
    expectClose(await taught(teacher, image), expected(logits, [1, 1, 1]))
  })

  it('shares the targets with the labels by its weight', async () => {
    const { teacher, image, logits } = await tinyTeacher([1 / 3, 1 / 3, 1 / 3])
    const labels = [1, 0, 0, 0, 0, 1]
    const wanted = expected(logits, [1, 1, 1]).map((p, i) => 0.25 * p + 0.75 * labels[i]!)
    expectClose(await taught(teacher, image, { weight: 0.25 }), wanted)
  })

  it('speaks under the class frequencies that the student trains under', async () => {
    const { teacher, image, logits } = await tinyTeacher([0.5, 0.25, 0.25])
    const prior = [0.1, 0.2, 0.7]
    expectClose(await taught(teacher, image, { prior }), expected(logits, [0.2, 0.8, 2.8]))
  })

  it('sees the same picture, however the student normalises it', async () => {
    const { teacher, image, logits } = await tinyTeacher([1 / 3, 1 / 3, 1 / 3])
    const student = { mean: [0.1, 0.5, 0.9], std: [0.5, 1, 2] } as const
    const { mean, std } = architecture
    const plane = size ** 2
    const seen = image.map((value, i) => {
      const c = Math.floor(i / plane) % 3
      return (value * std[c]! + mean[c]! - student.mean[c]!) / student.std[c]!
    })
    expectClose(await taught(teacher, seen, { student }), expected(logits, [1, 1, 1]))
  })

  it('speaks with one voice where there are several: the mean of the logits, each under the same prior', async () => {
    const one = await tinyTeacher([1 / 3, 1 / 3, 1 / 3])
    const other = await tinyTeacher([0.5, 0.25, 0.25], Float32Array.of(-2, 0, 1))
    const mean = one.logits.map((logit, i) => (logit + other.logits[i]!) / 2)
    const odds = [Math.sqrt(2 / 3), Math.sqrt(4 / 3), Math.sqrt(4 / 3)]
    expectClose(await taught([one.teacher, other.teacher], one.image), expected(mean, odds))
  })
})
