import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { initialWeights, parameterShapes } from '../../../src/cli/training/initial-weights.ts'
import { mobileNetV2Architecture } from '../../../src/nets/architecture.ts'
import { type SafetensorsTensor, writeSafetensors } from '../../../src/nets/safetensors.ts'
import { trainConfigSchema } from '../../../src/train/config.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder()
const shapes = parameterShapes(mobileNetV2Architecture(0.1), 7)
const pretrained = trainConfigSchema.parse({ pretrained: 'net.safetensors' })

/** Weights in the naming of the ImageNet file, every element of convolution n equal to n. */
async function writeNumberedWeights(): Promise<void> {
  const layers = [...new Set(shapes.map(({ name }) => name.replace(/\.\w+$/, '')))]
  const tensors = shapes.flatMap(({ name, shape }): [string, SafetensorsTensor][] => {
    const [, layer, kind] = /^(.*)\.(\w+)$/.exec(name)!
    if (layer === 'classifier') return []
    const index = layers.indexOf(layer!)
    const data = new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(index)
    return [[`conv_${index}_${kind}`, { dtype: 'F32', shape, data }]]
  })
  const bytes = writeSafetensors({ metadata: {}, tensors: new Map(tensors) })
  await writeFile(join(folder, 'net.safetensors'), bytes)
}

describe('initialWeights', () => {
  it('are random, and the same for the same seed, where no pretrained file is named', async () => {
    const config = trainConfigSchema.parse({ seed: 4 })
    const first = await initialWeights(config, shapes)
    expect(await initialWeights(config, shapes)).toEqual(first)
    expect([...first.keys()]).toEqual(shapes.map(({ name }) => name))
  })

  it('take the backbone from the pretrained file and leave the classifier random', async () => {
    await writeNumberedWeights()
    const weights = await initialWeights(pretrained, shapes, folder)
    expect(weights.get('stem.weight')!.every((value) => value === 0)).toBe(true)
    expect(weights.get('blocks.0.depthwise.weight')!.every((value) => value === 1)).toBe(true)
    expect(new Set(weights.get('classifier.weight')).size).toBeGreaterThan(1)
    expect(weights.size).toBe(shapes.length)
  })

  it('say where the pretrained file was looked for', async () => {
    await expect(initialWeights(pretrained, shapes, join(folder, 'absent'))).rejects.toMatchObject({
      code: 'file-not-found',
      message: expect.stringContaining('net.safetensors'),
      hint: expect.stringMatching(/--pretrained.* --set train\.pretrained=null/),
    })
  })
})
