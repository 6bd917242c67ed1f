import { expect } from 'vitest'
import { elementCount } from '../../../../src/graph/tensor.ts'
import { createRandom } from '../../../../src/random.ts'
import { gradientsOf, operand, type Subject } from '../../gradient-check.ts'

const TOLERANCE = 1e-5

/** The plain lowering is checked against central differences; here the blocked one is checked against the plain one. */
export async function expectSameGradients(
  subject: Subject,
  outputShape: readonly number[],
  block: number,
) {
  const random = createRandom(elementCount(outputShape))
  const cotangent = operand(random, outputShape).data
  const plain = await gradientsOf(subject, cotangent, 0)
  const blocked = await gradientsOf(subject, cotangent, block)
  plain.forEach((expected, index) => {
    const scale = Math.max(...expected.map(Math.abs), 1)
    const deviation = Math.max(...blocked[index]!.map((g, i) => Math.abs(g - expected[i]!)))
    expect(deviation / scale).toBeLessThan(TOLERANCE)
  })
}
