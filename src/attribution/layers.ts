import { DermaliteError } from '../errors.ts'
import { type Graph, type GraphNode, operatorKey } from '../graph/graph.ts'
import { readersOf } from '../graph/rewrite/readers.ts'

/** A place in the network that a map can be computed at: what a convolution gives, behind its activation or shortcut. */
export type Layer = {
  /** Of the convolution's weight, without `.weight`. */
  readonly name: string
  /** The value of the graph. */
  readonly value: string
  readonly channels: number
  readonly height: number
  readonly width: number
}

const WEIGHT_SUFFIX = '.weight'
/** What belongs to a convolution when nothing else reads its output. */
const JOINED = ['Clip', 'Relu', 'HardSwish', 'Add', 'BatchNormalization']
/** Made by the classifier's convolution, from the features of the last layer. */
const CLASS_MAPS = 'cam'

/** Every convolution before the classifier, from the first to the last. */
export function findLayers(graph: Graph): Layer[] {
  const readers = readersOf(graph)
  return graph.nodes.flatMap((node) => {
    if (operatorKey(node) !== 'Conv' || makesClassMaps(node, readers)) return []
    const value = throughJoined(node.outputs[0]!, readers)
    const [, channels, height, width] = graph.values.get(value)!.shape as number[]
    const weight = node.inputs[1]!
    const name = weight.endsWith(WEIGHT_SUFFIX) ? weight.slice(0, -WEIGHT_SUFFIX.length) : value
    return [{ name, value, channels: channels!, height: height!, width: width! }]
  })
}

/** @throws DermaliteError `bad-argument`: the network has no such layer */
export function findLayer(layers: readonly Layer[], name: string): Layer {
  const layer = layers.find((each) => each.name === name)
  if (layer !== undefined) return layer
  throw new DermaliteError(
    'bad-argument',
    `the network has no layer "${name}"`,
    `Its layers run from ${layers[0]?.name} to ${layers.at(-1)?.name}; \`dermalite explain --layers\` lists them.`,
  )
}

type Readers = ReturnType<typeof readersOf>

function makesClassMaps({ outputs: [output] }: GraphNode, readers: Readers): boolean {
  if (output === CLASS_MAPS) return true
  return (readers.get(output!) ?? []).some(
    (reader) => reader?.op === 'Identity' && reader.outputs[0] === CLASS_MAPS,
  )
}

function throughJoined(value: string, readers: Readers): string {
  const [reader, ...others] = readers.get(value) ?? []
  if (reader === undefined || others.length > 0 || !JOINED.includes(reader.op)) return value
  return throughJoined(reader.outputs[0]!, readers)
}
