import { type GraphNode, intAttribute, intsAttribute, type Value } from '../graph.ts'
import type { Pads } from '../operators/convolution.ts'

/** What a plain convolution does, read off its node and the shapes around it. */
export type ConvolutionGeometry = {
  readonly batch: number
  readonly inputChannels: number
  readonly outputChannels: number
  readonly inputSize: readonly [number, number]
  readonly outputSize: readonly [number, number]
  readonly kernel: readonly [number, number]
  readonly stride: number
  readonly pads: Pads
  readonly group: number
  readonly kind: 'pointwise' | 'depthwise' | 'dense' | 'grouped'
}

/** @param x [N, C, H, W] @param weight [O, C / group, kh, kw] @param y [N, O, H', W'] */
export function convolutionGeometry(
  node: GraphNode,
  x: Value,
  weight: Value,
  y: Value,
): ConvolutionGeometry {
  const [batch, inputChannels, height, width] = x.shape as number[]
  const [outputChannels, , kernelHeight, kernelWidth] = weight.shape as number[]
  const [, , outputHeight, outputWidth] = y.shape as number[]
  const group = intAttribute(node.attributes, 'group', 1)
  const [stride] = intsAttribute(node.attributes, 'strides', [1, 1])
  const pads = intsAttribute(node.attributes, 'pads', [0, 0, 0, 0]) as Pads
  const single = kernelHeight === 1 && kernelWidth === 1 && stride === 1
  const unpadded = pads.every((pad) => pad === 0)
  return {
    batch: batch!,
    inputChannels: inputChannels!,
    outputChannels: outputChannels!,
    inputSize: [height!, width!],
    outputSize: [outputHeight!, outputWidth!],
    kernel: [kernelHeight!, kernelWidth!],
    stride: stride!,
    pads,
    group,
    kind: kindOf(group, inputChannels!, outputChannels!, single && unpadded),
  }
}

function kindOf(group: number, inputs: number, outputs: number, single: boolean) {
  if (group === 1) return single ? 'pointwise' : 'dense'
  return group === inputs && group === outputs ? 'depthwise' : 'grouped'
}

/** True when every count of channels is a whole number of blocks. */
export function fillsBlocks(block: number, ...channels: readonly number[]): boolean {
  return channels.every((count) => count % block === 0)
}
