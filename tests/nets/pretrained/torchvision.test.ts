import { describe, expect, it } from 'vitest'
import { torchvisionMobileNetV2 } from '../../../src/nets/pretrained/torchvision.ts'
import type { WeightTensor } from '../../../src/nets/pretrained/weights.ts'
import { maxDifference } from '../../graph/run-graph.ts'
import { randomNet } from '../random-net.ts'

const { shapes, parameters } = randomNet({ size: 32, classes: 7, seed: 3 })

/** The backbone as a torchvision-style file, whose numbering has gaps and whose order of tensors says nothing. */
function fileOf(): Map<string, WeightTensor> {
  const layers = [...new Set(shapes.map(({ name }) => name.replace(/\.\w+$/, '')))]
  const tensors = shapes
    .filter(({ name }) => !name.startsWith('classifier.'))
    .map(({ name, shape }): [string, WeightTensor] => {
      const [, layer, kind] = /^(.*)\.(\w+)$/.exec(name)!
      return [`conv_${3 * layers.indexOf(layer!)}_${kind}`, { shape, data: parameters.get(name)! }]
    })
  const classifier: WeightTensor = { shape: [1000, 1280], data: new Float32Array(1) }
  return new Map([['gemm_104_weight', classifier], ...tensors.reverse()])
}

const invalid = expect.objectContaining({ code: 'weights-invalid' })

describe('torchvisionMobileNetV2', () => {
  it('finds each layer by its place, and leaves out the classifier', () => {
    const loaded = torchvisionMobileNetV2(fileOf(), shapes)
    const backbone = [...parameters].filter(([name]) => !name.startsWith('classifier.'))
    expect([...loaded.keys()]).toEqual(backbone.map(([name]) => name))
    for (const [name, data] of backbone) expect(maxDifference(loaded.get(name)!, data)).toBe(0)
  })

  it('copies, so that training does not change the file in memory', () => {
    const file = fileOf()
    const loaded = torchvisionMobileNetV2(file, shapes)
    expect(loaded.get('stem.weight')).not.toBe(file.get('conv_0_weight')!.data)
  })

  it('refuses a file with a layer too many, one too few, a bias missing, or another width', () => {
    const longer = fileOf().set('conv_999_weight', { shape: [1], data: new Float32Array(1) })
    const shorter = fileOf()
    shorter.delete('conv_0_weight')
    const noBias = fileOf()
    noBias.delete('conv_3_bias')
    const wider = fileOf().set('conv_3_weight', {
      shape: [16, 1, 3, 3],
      data: new Float32Array(144),
    })
    for (const file of [longer, shorter, noBias, wider]) {
      expect(() => torchvisionMobileNetV2(file, shapes)).toThrow(invalid)
    }
  })
})
