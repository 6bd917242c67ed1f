import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { currentCommit } from '../../src/cli/commit.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()
const home = process.cwd()

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()

beforeAll(async () => {
  process.chdir(folder)
  await mkdir('models')
  await writeFile('code.ts', '1')
  await writeFile('models/model.onnx', '1')
})

afterAll(() => process.chdir(home))

describe('currentCommit', () => {
  it('is unknown outside a repository', async () => {
    expect(await currentCommit()).toBe('unknown')
  })

  it('is marked where code differs from it, not where a model does', async () => {
    git('init', '--quiet')
    git('add', '.')
    const author = ['-c', 'user.name=t', '-c', 'user.email=t@example.org']
    git(...author, 'commit', '--quiet', '-m', 'first')
    const commit = git('rev-parse', '--short=12', 'HEAD')
    expect(await currentCommit()).toBe(commit)
    await writeFile('models/model.onnx', '2')
    await writeFile('notes.txt', 'not in git')
    expect(await currentCommit()).toBe(commit)
    await writeFile('code.ts', '2')
    expect(await currentCommit()).toBe(`${commit}-dirty`)
  })
})
