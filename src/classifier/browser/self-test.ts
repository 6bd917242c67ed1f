import { DermaliteError } from '../../errors.ts'
import type { ModelOutputs, Runtime } from '../runtime.ts'

/** Of the largest logit: far above the rounding of float32, far below any wrong answer. */
const TOLERANCE = 1e-3

/**
 * Proves that a runtime computes this model here. The spatial mean of `cam` plus a bias is the logit, so between two
 * pictures the logits have to differ as the means of the maps do; and two different pictures do not answer alike.
 *
 * @param size side of the square input, pixels
 * @throws DermaliteError `model-failed`
 */
export async function selfTest(runtime: Runtime, size: number): Promise<void> {
  const first = await runtime.run(pattern(size, 1), 1)
  const second = await runtime.run(pattern(size, 3), 1)
  const scale = Math.max(...first.logits.map(Math.abs), ...second.logits.map(Math.abs))
  const means = [meansOf(first), meansOf(second)] as const
  const gaps = Array.from(first.logits, (logit, k) => {
    const between = logit - second.logits[k]!
    return Math.abs(between - (means[0][k]! - means[1][k]!))
  })
  const alike = first.logits.every((logit, k) => logit === second.logits[k])
  if (!alike && gaps.every((gap) => gap <= TOLERANCE * scale)) return
  throw new DermaliteError(
    'model-failed',
    'the model computes wrong numbers in this browser',
    'Update the browser, or use another one.',
  )
}

/** Stripes of every colour: [3, S, S] from -1 to 1, `waves` across. */
function pattern(size: number, waves: number): Float32Array {
  const count = size * size
  return Float32Array.from({ length: 3 * count }, (_, i) => {
    const [channel, x, y] = [Math.floor(i / count), i % size, Math.floor((i % count) / size)]
    return Math.sin((waves * 2 * Math.PI * (x + y * channel)) / size)
  })
}

function meansOf({ cam, camSize: [height, width], logits }: ModelOutputs): number[] {
  const positions = height * width
  return Array.from(logits, (_, k) => {
    const map = cam.subarray(k * positions, (k + 1) * positions)
    return map.reduce((sum, value) => sum + value, 0) / positions
  })
}
