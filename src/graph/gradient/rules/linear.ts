import { DermaliteError } from '../../../errors.ts'
import type { Builder } from '../../builder.ts'
import { floatAttribute, int, intAttribute, ints, type Value } from '../../graph.ts'
import type { GradientRule } from '../rule.ts'
import { unbroadcast } from './arithmetic.ts'

/** y = op(A) op(B) + c, with either side optionally transposed. */
export const gemmGradient: GradientRule = ({ builder, node, inputs, outputGradient, needed }) => {
  const [a, b, c] = inputs
  if (['alpha', 'beta'].some((name) => floatAttribute(node.attributes, name, 1) !== 1)) {
    throw new DermaliteError(
      'graph-invalid',
      `the Gemm "${node.outputs[0]}" scales its operands, which has no gradient rule`,
      'Leave alpha and beta at 1, and scale with Mul.',
    )
  }
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

/** Y = A B over the last two axes: dA = dY B^T and dB = A^T dY, summed where the batch axes were broadcast. */
export const matMulGradient: GradientRule = ({ builder, inputs, outputGradient, needed }) => {
  const [a, b] = inputs
  const product = (left: Value, right: Value, like: Value) =>
    unbroadcast(builder, builder.node('MatMul', [left, right]), like)
  return [
    needed[0] ? product(outputGradient, transposeLast(builder, b!), a!) : undefined,
    needed[1] ? product(transposeLast(builder, a!), outputGradient, b!) : undefined,
  ]
}

function transposeLast(builder: Builder, x: Value): Value {
  const perm = x.shape.map((_, axis) => axis)
  return builder.node('Transpose', [x], {
    perm: ints([...perm.slice(0, -2), perm.length - 1, perm.length - 2]),
  })
}
