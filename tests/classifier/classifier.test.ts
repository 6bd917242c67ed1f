import { describe, expect, it } from 'vitest'
import { type Answer, type Classifier, createClassifier } from '../../src/classifier/classifier.ts'
import type { Runtime } from '../../src/classifier/runtime.ts'
import { preprocess } from '../../src/image/preprocess.ts'
import { flat, noise } from '../image/pictures.ts'
import { manifest } from './manifest-data.ts'

const [file] = manifest.files as [(typeof manifest.files)[0]]

type FakeRuntime = Runtime & {
  readonly seen: Float32Array[]
  /** How many calls were at work at the same time, at most. */
  busiest: number
  disposals: number
}

/** Answers after a moment; the logit of `mel` is the first number of its input. */
function fakeRuntime(fail = (_call: number) => false): FakeRuntime {
  let working = 0
  const runtime: FakeRuntime = {
    seen: [],
    busiest: 0,
    disposals: 0,
    async run(images) {
      const call = runtime.seen.push(images)
      runtime.busiest = Math.max(runtime.busiest, ++working)
      await new Promise((resolve) => setTimeout(resolve, 2))
      working--
      if (fail(call)) throw new Error(`call ${call} failed`)
      return {
        logits: Float32Array.of(images[0]!, 0),
        cam: Float32Array.of(1, 2, 3, 4),
        camSize: [1, 2],
        embedding: Float32Array.of(7),
      }
    },
    async dispose() {
      expect(working).toBe(0)
      runtime.disposals++
    },
  }
  return runtime
}

const classifierOf = (runtime: Runtime): Classifier => createClassifier({ manifest, file, runtime })

describe('classify', () => {
  it('preprocesses, runs, explains and says how long that took', async () => {
    const runtime = fakeRuntime()
    const image = noise(30, 20)
    const answer = await classifierOf(runtime).classify(image)
    expect(runtime.seen).toEqual([preprocess(image, manifest.input)])
    const logit = runtime.seen[0]![0]!
    expect(answer.probabilities.mel).toBeCloseTo(1 / (1 + Math.exp(-logit / 2)), 6)
    expect(answer.label).toBe(logit > 0 ? 'mel' : 'nv')
    expect(answer.prior).toEqual({ name: 'balanced', frequencies: [0.5, 0.5] })
    expect(answer.heatmaps).toEqual({
      mel: { width: 2, height: 1, data: Float32Array.of(0.5, 1) },
      nv: { width: 2, height: 1, data: Float32Array.of(0.75, 1) },
    })
    expect(answer.heatmap).toBe(answer.heatmaps[answer.label])
    expect(answer.model).toEqual({ name: 'pair', precision: 'float32', sha256: file.sha256 })
    expect(Object.keys(answer.milliseconds)).toEqual([
      'decode',
      'preprocess',
      'inference',
      'explain',
      'assess',
    ])
    expect(Math.min(...Object.values(answer.milliseconds))).toBeGreaterThanOrEqual(0)
  })

  it('gives the model one picture at a time, and each caller the answer to its own', async () => {
    const runtime = fakeRuntime()
    const classifier = classifierOf(runtime)
    const tones = [0, 255, 40, 200, 128, 90]
    const answers = await Promise.all(
      tones.map((tone) => classifier.classify(flat(20, 20, [tone, tone, tone]))),
    )
    expect(runtime.busiest).toBe(1)
    answers.forEach(({ logits }, i) => {
      expect(logits[0]).toBeCloseTo((tones[i]! / 255 - 0.5) / 0.25, 5)
    })
  })

  it('goes on after a picture that failed', async () => {
    const classifier = classifierOf(fakeRuntime((call) => call === 1))
    const image = noise(20, 20)
    const [first, second] = await Promise.allSettled([
      classifier.classify(image),
      classifier.classify(image),
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'call 1 failed' } })
    expect(second.status).toBe('fulfilled')
  })

  it('refuses the RGBA of a canvas without running the model', async () => {
    const runtime = fakeRuntime()
    const rgba = { width: 20, height: 20, data: new Uint8ClampedArray(20 * 20 * 4) }
    await expect(classifierOf(runtime).classify(rgba)).rejects.toMatchObject({
      code: 'bad-argument',
    })
    expect(runtime.seen).toEqual([])
  })
})

describe('dispose', () => {
  it('waits for the pictures that were given before it, and frees the model once', async () => {
    const runtime = fakeRuntime()
    const classifier = classifierOf(runtime)
    const answers = [classifier.classify(noise(20, 20)), classifier.classify(noise(20, 20))]
    await Promise.all([classifier.dispose(), classifier.dispose()])
    expect(runtime.seen).toHaveLength(2)
    await Promise.all(answers)
    await classifier.dispose()
    expect(runtime.disposals).toBe(1)
  })

  it('waits for a picture that is still being decoded', async () => {
    const runtime = fakeRuntime()
    const decode = async (path: string) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (path === 'broken') throw new Error('no picture')
      return noise(20, 20)
    }
    const classifier = createClassifier({ manifest, file, runtime, decode })
    const answers = [classifier.classify('one'), classifier.classify('broken')]
    const settled = Promise.allSettled(answers)
    await classifier.dispose()
    expect(runtime).toMatchObject({ disposals: 1, seen: { length: 1 } })
    const [one, broken] = await settled
    expect(one).toMatchObject({ status: 'fulfilled' })
    expect((one as PromiseFulfilledResult<Answer>).value.milliseconds.decode).toBeGreaterThan(1)
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'no picture' } })
  })

  it('ends the classifier', async () => {
    const runtime = fakeRuntime()
    const classifier = classifierOf(runtime)
    await classifier.dispose()
    await expect(classifier.classify(noise(20, 20))).rejects.toMatchObject({
      code: 'bad-argument',
      message: 'the classifier was disposed of',
    })
    expect(runtime.seen).toEqual([])
  })
})
