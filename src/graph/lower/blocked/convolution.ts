import { int, ints } from '../../graph.ts'
import { isPlainConvolution } from '../../operators/convolution.ts'
import { NCHWC } from '../context.ts'
import { convolutionGeometry, fillsBlocks } from '../convolution-geometry.ts'
import type { Lowering } from '../lowering.ts'
import { denseFilter, outputBlockedFilter } from './filters.ts'
import { fusedClip } from './fused-clip.ts'

/** Forward convolution, with a Clip that follows it fused into the kernel. */
export const convolution: Lowering = (context, node) => {
  if (!isPlainConvolution(node)) return false
  const [xName, weightName, biasName] = node.inputs as [string, string, string | undefined]
  const old = context.old
  const geometry = convolutionGeometry(node, old(xName), old(weightName), old(node.outputs[0]!))
  const { kind, inputChannels, outputChannels, stride, pads, kernel } = geometry
  const { builder, block } = context
  const fewInputs = kind !== 'depthwise' && inputChannels < block
  const fits =
    fillsBlocks(block, outputChannels) && (fewInputs || fillsBlocks(block, inputChannels))
  if (!fits || kind === 'grouped') return false

  const weight = context.plain(weightName)
  const outputBlocked = fewInputs || kind === 'depthwise'
  const filter = outputBlocked
    ? outputBlockedFilter(builder, weight, block)
    : denseFilter(builder, weight, block)
  const x = fewInputs ? context.plain(xName) : context.blocked(xName)
  const { output, attributes } = fusedClip(context, node)
  const y = builder.node(
    'Conv',
    biasName ? [x, filter, context.plain(biasName)] : [x, filter],
    {
      ...attributes,
      kernel_shape: ints(kernel),
      strides: ints([stride, stride]),
      pads: ints(pads),
      group: int(kind === 'depthwise' ? outputChannels : 1),
    },
    { ...NCHWC, types: [old(output)] },
  )
  context.setBlocked(output, y)
  return true
}
