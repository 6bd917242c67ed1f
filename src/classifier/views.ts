import { joinOutputs } from './join-outputs.ts'
import type { ModelOutputs, Runtime } from './runtime.ts'

/** Four quarter turns, each of them mirrored too: a lesion has no upright position. */
const SYMMETRIES = 8

/**
 * A runtime that looks at each picture in all eight positions of a square and answers with the mean: test-time augmentation. The
 * maps are turned back before they are averaged, so the spatial mean of `cam` plus bias still is the logit. Eight times the work.
 *
 * @param size side of the square input, pixels
 */
export function withSymmetricViews(runtime: Runtime, size: number): Runtime {
  const view = new Float32Array(3 * size * size)
  return {
    async run(images, n) {
      const answers: ModelOutputs[] = []
      for (let i = 0; i < n; i++) {
        const image = images.subarray(i * view.length, (i + 1) * view.length)
        answers.push(await meanOfViews(runtime, image, view, size))
      }
      return joinOutputs(answers)
    },
    dispose: () => runtime.dispose(),
  }
}

async function meanOfViews(
  runtime: Runtime,
  image: Float32Array,
  view: Float32Array,
  size: number,
): Promise<ModelOutputs> {
  let sum: ModelOutputs | undefined
  for (let symmetry = 0; symmetry < SYMMETRIES; symmetry++) {
    for (let channel = 0; channel < 3; channel++) {
      const [start, end] = [channel * size * size, (channel + 1) * size * size]
      turn(image.subarray(start, end), size, symmetry, view.subarray(start, end))
    }
    const answer = await runtime.run(view, 1)
    sum ??= emptyLike(answer)
    add(answer.logits, sum.logits)
    add(answer.embedding, sum.embedding)
    const [side] = answer.camSize
    for (let start = 0; start < answer.cam.length; start += side * side) {
      const end = start + side * side
      addTurnedBack(answer.cam.subarray(start, end), side, symmetry, sum.cam.subarray(start, end))
    }
  }
  return sum!
}

/** What of a square stands at (x, y) of a view of it, as an index. */
function sourceIndex(symmetry: number, x: number, y: number, side: number): number {
  let [column, row] = symmetry >= SYMMETRIES / 2 ? [side - 1 - x, y] : [x, y]
  for (let quarter = symmetry % 4; quarter > 0; quarter--) [column, row] = [row, side - 1 - column]
  return row * side + column
}

function turn(source: Float32Array, side: number, symmetry: number, out: Float32Array): void {
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      out[y * side + x] = source[sourceIndex(symmetry, x, y, side)]!
    }
  }
}

function addTurnedBack(
  view: Float32Array,
  side: number,
  symmetry: number,
  sum: Float32Array,
): void {
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      sum[sourceIndex(symmetry, x, y, side)]! += view[y * side + x]! / SYMMETRIES
    }
  }
}

function add(values: Float32Array, sum: Float32Array): void {
  for (let i = 0; i < values.length; i++) sum[i]! += values[i]! / SYMMETRIES
}

function emptyLike({ logits, cam, camSize, embedding }: ModelOutputs): ModelOutputs {
  return {
    logits: new Float32Array(logits.length),
    cam: new Float32Array(cam.length),
    camSize,
    embedding: new Float32Array(embedding.length),
  }
}
