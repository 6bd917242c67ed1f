import { afterAll, beforeAll, expect, it } from 'vitest'
import { registerTrain } from '../../../src/cli/commands/train.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { runCommand } from './run-command.ts'

const home = process.cwd()

beforeAll(() => process.chdir(temporaryFolder()))

afterAll(() => process.chdir(home))

const train = (...args: string[]) => runCommand(registerTrain, 'train', ...args)

it('finds the parameters of --smoke from every folder', async () => {
  const { error } = await train('--smoke', '--set', 'train.widht=1')
  expect(error).toMatchObject({
    code: 'bad-config',
    message: expect.stringMatching(/params\.smoke\.yaml is wrong: .*widht/),
  })
})

it('needs no params.yaml', async () => {
  const { error } = await train('--data', 'nowhere')
  expect(error).toMatchObject({ code: 'dataset-not-found' })
})
