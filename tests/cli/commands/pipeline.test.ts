// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of dvc.yaml look like this

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { registerPipeline } from '../../../src/cli/commands/pipeline.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { runCommand } from './run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()

const note = (text: string) => `node -e "require('fs').appendFileSync('log', '${text} ')"`
const STAGES = {
  first: { desc: 'Begin', cmd: [note('one'), note('two')] },
  each: { matrix: { network: ['a', 'b'] }, cmd: note('${item.network}') },
  fails: { cmd: 'node -e "process.exit(3)"' },
  last: { cmd: note('last') },
}

beforeAll(async () => {
  process.chdir(folder)
  await writeFile('dvc.yaml', stringify({ stages: STAGES }))
  await writeFile('params.yaml', '{}')
})

afterAll(() => process.chdir(home))

const pipeline = async (...args: string[]) => {
  await writeFile('log', '')
  const run = await runCommand(registerPipeline, 'pipeline', ...args)
  return { ...run, log: await readFile('log', 'utf8') }
}

describe('dermalite pipeline', () => {
  it('stops at a stage that fails, and says how to go on', async () => {
    const { error, stderr, log } = await pipeline()
    expect(log).toBe('one two a b ')
    expect(stderr).toMatch(/\[1\/5, 0\.0 min\] first: Begin\n> node/)
    expect(error).toMatchObject({
      code: 'stage-failed',
      message: expect.stringContaining('fails failed (3)'),
      hint: expect.stringContaining('dermalite pipeline --from fails'),
    })
  })

  it('goes on from a stage, and says how long each took', async () => {
    const { error, stdout, log } = await pipeline('--from', 'last')
    expect(error).toBeUndefined()
    expect(log).toBe('last ')
    expect(stdout).toMatch(/last +\d+\.\d\nall +\d+\.\d/)
  })

  it('names in its help every stage that there is, in order', async () => {
    const stages = Object.keys(parse(await readFile(join(home, 'dvc.yaml'), 'utf8')).stages)
    const { stdout } = await pipeline('--help')
    expect(stdout).toContain(stages.join(' -> '))
  })

  it('lists what it would run', async () => {
    const { stdout, log } = await pipeline('--list', '--network', 'b')
    expect(stdout.match(/^\S+(?=: )/gm)).toEqual(['first', 'each@b', 'fails', 'last'])
    expect(log).toBe('')
  })
})
