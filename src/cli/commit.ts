import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What the pipeline writes: it is no part of what made it. */
const OUTPUTS = ['models', 'data', 'dvc.lock', 'docs']

const git = async (...args: string[]) =>
  (await promisify(execFile)('git', args).catch(() => ({ stdout: '' }))).stdout.trim()

/**
 * The commit of the working folder, with `-dirty` where a file in git differs from it, models and results aside; `unknown`
 * outside a repository.
 */
export async function currentCommit(): Promise<string> {
  const commit = await git('rev-parse', '--short=12', 'HEAD')
  if (commit === '') return 'unknown'
  const others = OUTPUTS.map((path) => `:(top,exclude)${path}`)
  const changes = await git('status', '--porcelain', '--untracked-files=no', '--', ':/', ...others)
  return changes === '' ? commit : `${commit}-dirty`
}
