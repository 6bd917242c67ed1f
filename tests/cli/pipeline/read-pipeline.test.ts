// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of dvc.yaml look like this

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readParams } from '../../../src/cli/params/read.ts'
import { readPipeline } from '../../../src/cli/pipeline/read-pipeline.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder()

async function read(stages: object, rest: object = {}) {
  const [pipeline, params] = [join(folder, 'dvc.yaml'), join(folder, 'params.yaml')]
  await writeFile(pipeline, stringify({ stages, ...rest }))
  await writeFile(params, 'data: { name: lesions }\n')
  return readPipeline(pipeline, params)
}

describe('the pipeline that ships', () => {
  it('has every stage for each network that params.yaml knows', async () => {
    const stages = await readPipeline()
    const { networks } = await readParams('params.yaml')
    const groups = [...new Set(stages.map(({ group }) => group))]
    expect(groups).toEqual(
      ['prepare', 'train', 'prune', 'quantize', 'export', 'calibrate', 'evaluate', 'bench'].concat(
        ...['card', 'examples', 'report'],
      ),
    )
    const of = (name: string) => stages.filter(({ group }) => group === name)
    const names = Object.entries(networks)
    const made = [...of('train'), ...of('prune')].map(({ network }) => network)
    expect(made.sort()).toEqual(names.map(([name]) => name).sort())
    for (const { network } of of('train')) expect(networks[network!]?.kind).toBe('trained')
    for (const { network, inputs } of of('prune')) {
      const pruned = networks[network!]!
      expect(pruned.kind).toBe('pruned')
      if (pruned.kind === 'pruned') expect(inputs).toContain(`models/${pruned.parent}/model.onnx`)
    }
    expect(of('evaluate').map(({ network }) => network)).toEqual(names.map(([name]) => name))
  })

  it('lets each file belong to one stage, and never measures test images', async () => {
    const stages = await readPipeline()
    const outputs = stages.flatMap(({ outputs }) => outputs)
    expect(new Set(outputs).size).toBe(outputs.length)
    const commands = stages.flatMap(({ commands }) => commands)
    expect(commands.filter((command) => /--split/.test(command))).toEqual([])
    expect(commands.filter((c) => /train\.ts/.test(c) && !c.includes('--no-test'))).toEqual([])
  })
})

describe('readPipeline', () => {
  it('makes a stage of each choice in a matrix, and fills placeholders in', async () => {
    const stages = await read({
      draw: { cmd: 'draw', outs: [{ 'data/${data.name}.json': { cache: false } }] },
      learn: {
        desc: 'Learn',
        matrix: { network: ['a', 'b'], seed: ['1', '2'] },
        cmd: ['learn ${item.network}', 'look'],
        params: ['train'],
        deps: ['data/${data.name}.json'],
        metrics: ['${item.network}-${item.seed}.json'],
      },
    })
    expect(stages.map(({ name }) => name)).toEqual([
      'draw',
      'learn@a-1',
      'learn@a-2',
      'learn@b-1',
      'learn@b-2',
    ])
    expect(stages[0]).toMatchObject({ network: undefined, outputs: ['data/lesions.json'] })
    expect(stages[3]).toEqual({
      ...{ name: 'learn@b-1', group: 'learn', network: 'b', description: 'Learn' },
      commands: ['learn b', 'look'],
      ...{ inputs: ['data/lesions.json'], outputs: ['b-1.json'] },
    })
  })

  it.each([
    [
      'a stage before what it needs',
      { a: { cmd: 'x', deps: ['f'] }, b: { cmd: 'y', outs: ['f'] } },
      /a needs what b writes/,
    ],
    [
      'a stage that needs itself',
      { a: { cmd: 'x', deps: ['f'], outs: ['f'] } },
      /a needs what a writes/,
    ],
    ['what it does not understand of DVC', { a: { foreach: ['x'], do: { cmd: 'x' } } }, /foreach/],
    ['a placeholder for nothing', { a: { cmd: 'x ${data.nothing}' } }, /data\.nothing/],
    ['a stage without a command', { a: { deps: ['f'] } }, /cmd/],
  ])('refuses %s', async (_, stages, message) => {
    await expect(read(stages)).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(message),
    })
  })

  it('says where there is none', async () => {
    await expect(readPipeline(join(folder, 'none.yaml'), 'params.yaml')).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })
})
