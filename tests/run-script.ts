import { execFile } from 'node:child_process'
import { resolve } from 'node:path'

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** For tests that start a process: on a busy machine that takes its time. */
export const PROCESS_TIMEOUT = 120_000

/**
 * Runs a script of the repository as a user would, in a process of its own.
 *
 * @param folder where it runs; default: the repository
 */
export function runScript(
  script: string,
  args: readonly string[],
  folder?: string,
): Promise<Outcome> {
  const loader = import.meta.resolve('tsx')
  const command = ['--import', loader, resolve(script), ...args]
  return new Promise((done) => {
    execFile(process.execPath, command, { cwd: folder }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}
