import { int, intAttribute } from '../../graph.ts'
import type { GradientRule } from '../rule.ts'
import { unbroadcast } from './arithmetic.ts'

/** y = op(A) op(B) + c, with either side optionally transposed. */
export const gemmGradient: GradientRule = ({ builder, node, inputs, outputGradient, needed }) => {
  const [a, b, c] = inputs
  const transA = intAttribute(node.attributes, 'transA', 0) === 1
  const transB = intAttribute(node.attributes, 'transB', 0) === 1
  const product = (left: typeof a, right: typeof a, flipLeft: boolean, flipRight: boolean) =>
    builder.node('Gemm', [left, right], {
      transA: int(Number(flipLeft)),
      transB: int(Number(flipRight)),
    })
  const forA = () =>
    transA ? product(b, outputGradient, transB, true) : product(outputGradient, b, false, !transB)
  const forB = () =>
    transB ? product(outputGradient, a, true, transA) : product(a, outputGradient, !transA, false)
  return [
    needed[0] ? forA() : undefined,
    needed[1] ? forB() : undefined,
    needed[2] ? unbroadcast(builder, outputGradient, c!) : undefined,
  ]
}
