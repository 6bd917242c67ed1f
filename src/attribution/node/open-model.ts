import { DermaliteError } from '../../errors.ts'
import type { Graph } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { onnxSessionOptions } from '../../onnx-session-options.ts'
import { InferenceSession, Tensor } from '../../onnxruntime.ts'
import { activationName, CLASS_WEIGHTS, gradientGraph, gradientName } from '../gradient-graph.ts'
import { findLayer, findLayers } from '../layers.ts'
import type { ExplainableModel } from '../model.ts'

export type OpenModelOptions = {
  /** Names of the layers to explain at; the last one where left out. */
  readonly layers?: readonly string[] | undefined
  readonly threads: number
}

/**
 * Opens the float32 network of a bundle with ONNX Runtime, forward and backward.
 *
 * @throws DermaliteError `bad-argument`: the network has no such layer; `graph-invalid`: it is not one of a bundle, or has an
 *   operator without a gradient
 */
export async function openExplainableModel(
  graph: Graph,
  { layers: names, threads }: OpenModelOptions,
): Promise<ExplainableModel> {
  const known = findLayers(graph)
  const layers = names?.map((name) => findLayer(known, name)) ?? known.slice(-1)
  const [input] = graph.inputs
  const logits = graph.outputs.find(({ name }) => name === 'logits')
  if (input === undefined || logits === undefined || layers.length === 0)
    throw notExplainable(graph)
  const size = input.shape[2] as number
  const classes = logits.shape[1] as number
  const options = await onnxSessionOptions(threads)
  const backward = await InferenceSession.create(
    writeOnnx(
      gradientGraph(
        graph,
        layers.map(({ value }) => value),
      ),
    ),
    options,
  )
  const forward = await InferenceSession.create(writeOnnx(graph), options)
  return {
    layers,
    size,
    async layerGradients(image, classIndex) {
      const weights = new Float32Array(classes)
      weights[classIndex] = 1
      const results = await backward.run({
        [input.name]: new Tensor('float32', image, [1, 3, size, size]),
        [CLASS_WEIGHTS]: new Tensor('float32', weights, [1, classes]),
      })
      return layers.map(({ channels, height, width }, index) => ({
        channels,
        height,
        width,
        activation: results[activationName(index)]!.data as Float32Array,
        gradient: results[gradientName(index)]!.data as Float32Array,
      }))
    },
    async logits(images, n) {
      const image = new Tensor('float32', images, [n, 3, size, size])
      const results = await forward.run({ [input.name]: image }, ['logits'])
      return results.logits!.data as Float32Array
    },
    async dispose() {
      await Promise.all([backward.release(), forward.release()])
    },
  }
}

function notExplainable({ name }: Graph): DermaliteError {
  return new DermaliteError(
    'graph-invalid',
    `the graph "${name}" has no image, no logits or no convolution`,
    'Take the float32 model of a bundle.',
  )
}
