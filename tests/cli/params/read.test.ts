import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readParams } from '../../../src/cli/params/read.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder()

async function paramsFile(content: string): Promise<string> {
  const path = join(folder, 'params.yaml')
  await writeFile(path, content)
  return path
}

describe('readParams', () => {
  it.each(['params.yaml', 'params.smoke.yaml'])('accepts the %s that ships', async (path) => {
    const { train } = await readParams(path)
    expect(train.phases.length).toBeGreaterThan(0)
  })

  it('fills in what the file leaves out', async () => {
    const { split, train } = await readParams(await paramsFile('train: {}'))
    expect(split.seed).toBe(1)
    expect(train.batchSize).toBe(32)
  })

  it('replaces single parameters, lists and new ones', async () => {
    const path = await paramsFile('train: { seed: 3, phases: [{ size: 64, epochs: 2 }] }')
    const { train } = await readParams(path, [
      'train.learningRate=0.5',
      'train.phases=[{ size: 96, epochs: 1 }]',
      'train.augment.hair=0.25',
    ])
    expect(train).toMatchObject({ seed: 3, learningRate: 0.5, phases: [{ size: 96, epochs: 1 }] })
    expect(train.augment.hair).toBe(0.25)
  })

  it.each([
    ['a field that does not exist', 'train: { learningrate: 1 }', /learningrate/],
    ['a value out of range', 'train: { dropout: 2 }', /train\.dropout/],
    ['text that is no YAML', 'train: [', /no YAML/],
  ])('names %s', async (_, content, message) => {
    await expect(readParams(await paramsFile(content))).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(message),
    })
  })

  it.each([
    ['a section that does not exist', 'training: {}', /training/],
    ['a field of a stage', 'quantize: { image: 2 }', /image[\s\S]*at quantize/],
    ['a field of a network', 'networks: { small: { widht: 1 } }', /widht[\s\S]*at networks\.small/],
    [
      'a field of a round',
      'networks: { a: { parent: b, rounds: [{ keepMacs: 2 }] } }',
      /rounds\[0\]/,
    ],
  ])('refuses %s', async (_, content, message) => {
    await expect(readParams(await paramsFile(content))).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(message),
    })
  })

  it('lets what is replaced in training go before what a network says', async () => {
    const path = await paramsFile('networks: { small: { width: 0.5, seed: 2 } }')
    const { networks } = await readParams(path, ['train.width=0.25'])
    expect(networks.small).toMatchObject({ train: { width: 0.25, seed: 2 } })
  })

  it('changes a leaf within what a network says, and leaves the rest of it', async () => {
    const path = await paramsFile(`
train: { optimizer: { kind: adamw }, augment: { blur: 0.1 } }
networks:
  own: { optimizer: { kind: sgd, momentum: 0.5 }, augment: { hair: 0.3 } }
  common: { width: 0.5 }`)
    const { networks } = await readParams(path, [
      'train.optimizer.weightDecay=0.25',
      'train.augment.blur=0',
    ])
    expect(networks).toMatchObject({
      own: {
        train: {
          optimizer: { kind: 'sgd', momentum: 0.5, weightDecay: 0.25 },
          augment: { hair: 0.3, blur: 0 },
        },
      },
      common: { train: { optimizer: { kind: 'adamw', weightDecay: 0.25 }, augment: { blur: 0 } } },
    })
  })

  it('leaves out the hash of the weights with the weights', async () => {
    const path = await paramsFile(`
train: { pretrained: common.safetensors, pretrainedSha256: ${'a'.repeat(64)} }
networks: { own: { width: 0.5 } }`)
    const trainOf = async (...overrides: string[]) =>
      (await readParams(path, overrides)).networks.own
    expect(await trainOf()).toMatchObject({ train: { pretrainedSha256: 'a'.repeat(64) } })
    const random = await trainOf('train.pretrained=null')
    expect(random).not.toHaveProperty('train.pretrainedSha256')
  })

  it('leaves out by null what all networks and one of them say', async () => {
    const path = await paramsFile(`
train: { pretrained: common.safetensors, learningRate: 0.5 }
networks: { own: { pretrained: own.safetensors } }`)
    const { train, networks } = await readParams(path, [
      'train.pretrained=null',
      'train.learningRate=null',
    ])
    const { own } = networks as { own: { kind: 'trained'; train: typeof train } }
    for (const config of [train, own.train]) {
      expect(config.pretrained).toBeUndefined()
      expect(config.learningRate).toBe(1e-4)
    }
  })

  it('has defaults for everything where there is no params.yaml', async () => {
    const home = process.cwd()
    process.chdir(folder)
    await rm('params.yaml', { force: true })
    const { quantize, networks } = await readParams().finally(() => process.chdir(home))
    expect(quantize).toMatchObject({ images: 256, method: 'best', qat: false })
    expect(networks).toEqual({})
  })

  it.each(['train.seed', 'train.seed='])(
    'refuses the replacement %s, which has no value',
    async (assignment) => {
      const reading = readParams(await paramsFile('train: {}'), [assignment])
      await expect(reading).rejects.toMatchObject({ code: 'bad-argument' })
    },
  )

  it('says that a file is missing', async () => {
    await expect(readParams(join(folder, 'absent.yaml'))).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })
})
