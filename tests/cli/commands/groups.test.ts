import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerGroups } from '../../../src/cli/commands/groups.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { readGroups } from '../../../src/report/groups-file.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()
const results = join('data', 'results', 'tiny')

const groups = (...args: string[]) =>
  runCommand(registerGroups, 'groups', '--bundle', 'tiny', '--data', 'lesions', ...args)

beforeAll(async () => {
  process.chdir(folder)
  await writeSyntheticDataset('lesions', { imagesPerClass: 20, width: 96, height: 72 })
  await writeTinyBundle('tiny')
})

afterAll(() => process.chdir(home))

describe('dermalite groups', () => {
  it('measures by skin tone alone where nothing else is known', async () => {
    const { error, stdout } = await groups()
    expect(error).toBeUndefined()
    expect(stdout).toMatch(/skin tone \(ITA\)/)
    expect(stdout).toMatch(/groups-val\.svg \(and \.png\)/)
    expect(existsSync(join(results, 'groups-val.png'))).toBe(true)
    const { attributes, overall } = await readGroups(join(results, 'groups-val.json'))
    expect(attributes.map(({ name }) => name)).toEqual(['skin tone (ITA)'])
    const images = attributes[0]!.groups.reduce((sum, { measured }) => sum + measured.n, 0)
    expect(images).toBe(overall.n)
  })

  it('measures by what the table says, as one line of JSON', async () => {
    const [header, ...rows] = (await readFile('lesions/metadata.csv', 'utf8')).trim().split('\n')
    const ages = rows.map(
      (row, index) => `${row},${20 + (index % 60)},${index % 2 ? 'male' : 'female'}`,
    )
    await writeFile('lesions/metadata.csv', [`${header},age,sex`, ...ages].join('\n'))
    const { error, stdout } = await groups('--json')
    expect(error).toBeUndefined()
    const line = JSON.parse(stdout)
    expect(line).toMatchObject({ run: 'tiny', split: 'val', prior: 'balanced', coverage: null })
    const names = line.attributes.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['age', 'sex', 'skin tone (ITA)'])
    const sexes = line.attributes[1].groups.map(({ name }: { name: string }) => name)
    expect(sexes).toEqual(['female', 'male'])
  })
})
