import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../src/classifier/node/load-bundle.ts'
import { type Network, networkOf } from '../../src/cli/params/network.ts'
import { readParams } from '../../src/cli/params/read.ts'
import { fineTuningDefaults } from '../../src/cli/pruning/settings.ts'
import { readFingerprint } from '../../src/dataset/fingerprint.ts'
import { readQuantization } from '../../src/report/quantization-file.ts'
import { trainConfigSchema } from '../../src/train/config.ts'
import { readPruning } from '../cli/pruning/fixtures.ts'

const params = await readParams('params.yaml')
const named = (kind: Network['kind']) =>
  Object.keys(params.networks).filter((name) => params.networks[name]!.kind === kind)

const results = (run: string, file: string) => `data/results/${run}/${file}`

describe('the models that ship were made with the parameters that ship', () => {
  it.each(named('trained'))('%s was trained so', async (name) => {
    const { provenance } = await loadManifest(`models/${name}`)
    const { train } = networkOf(params.networks, name, 'trained')
    expect(trainConfigSchema.parse(provenance.config)).toEqual(train)
    expect(provenance).toMatchObject({ dataset: params.data.name, seed: train.seed })
    expect(provenance.split.seed).toBe(params.split.seed)
  })

  it.each(named('pruned'))('%s was pruned so', async (name) => {
    const { parent, rounds } = networkOf(params.networks, name, 'pruned')
    const { train } = networkOf(params.networks, parent, 'trained')
    let from = parent
    let steps = 0
    for (const round of rounds) {
      const file = await readPruning(results(round.name, 'pruning.json'))
      expect(file.parent.name).toBe(from)
      expect(file).toMatchObject({ keepMacs: round.keepMacs, criterion: round.criterion })
      expect(file.steps).toHaveLength(round.steps)
      const sizes = file.steps.map(({ before }) => before.size)
      const last = train.phases.at(-1)!.size
      expect(sizes).toEqual([...Array(round.steps - 1).fill(round.size), last])
      from = round.name
      steps += round.steps
    }
    const { config } = (await loadManifest(`models/${name}`)).provenance
    const { finalEpochs } = rounds.at(-1)!
    expect(config).toMatchObject({
      ...{ seed: train.seed + steps, batchSize: train.batchSize },
      learningRate: fineTuningDefaults(train).learningRate,
      phases: [{ size: train.phases.at(-1)!.size, epochs: finalEpochs }],
    })
  })

  it.each(Object.keys(params.networks))('%s was quantized so', async (name) => {
    const file = await readQuantization(results(name, 'quantization.json'))
    const { images, equalize, correctBias, method, qat } = params.quantize
    expect(file).toMatchObject({
      ...{ calibrationImages: images, equalized: equalize, biasCorrected: correctBias },
    })
    expect(file.training === null).toBe(!qat)
    expect(file.candidates.length > 1).toBe(method === 'best')
    const { files } = await loadManifest(`models/${name}`)
    expect(files.map(({ sha256 }) => sha256)).toContain(file.files.int8.sha256)
  })

  it('on the data set whose fingerprint ships', async () => {
    const fingerprint = await readFingerprint(`data/fingerprints/${params.data.name}.json`)
    for (const name of Object.keys(params.networks)) {
      const { split } = (await loadManifest(`models/${name}`)).provenance
      expect(split.train + split.val + split.test).toBe(fingerprint?.images)
    }
  })
})
