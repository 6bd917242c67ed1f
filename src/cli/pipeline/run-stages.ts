import { spawn } from 'node:child_process'
import { DermaliteError } from '../../errors.ts'
import type { Stage } from './read-pipeline.ts'

export type StageTime = { readonly name: string; readonly seconds: number }

/**
 * Runs stages one after the other, what they print going to the terminal, and says on stderr which one is running.
 *
 * @param stages in their order
 * @returns how long each took
 * @throws DermaliteError `stage-failed`: a command ended with another exit code than 0; later stages are not run
 */
export async function runStages(stages: readonly Stage[]): Promise<readonly StageTime[]> {
  const times: StageTime[] = []
  const started = performance.now()
  for (const [index, { name, description, commands }] of stages.entries()) {
    const begun = performance.now()
    const minutes = ((begun - started) / 60_000).toFixed(1)
    process.stderr.write(
      `\n[${index + 1}/${stages.length}, ${minutes} min] ${name}: ${description}\n`,
    )
    for (const command of commands) {
      process.stderr.write(`> ${command}\n`)
      const code = await runCommand(command)
      if (code !== 0) throw failed(name, command, code)
    }
    times.push({ name, seconds: (performance.now() - begun) / 1000 })
  }
  return times
}

/** Ctrl-C reaches the command as well, which saves what it has; this process waits for that. */
function runCommand(command: string): Promise<number | NodeJS.Signals> {
  const wait = () => {}
  process.on('SIGINT', wait)
  return new Promise<number | NodeJS.Signals>((done, fail) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', fail)
    child.on('close', (code, signal) => done(code ?? signal ?? 1))
  }).finally(() => process.off('SIGINT', wait))
}

function failed(name: string, command: string, code: number | NodeJS.Signals): DermaliteError {
  return new DermaliteError(
    'stage-failed',
    `the stage ${name} failed (${code}): ${command}`,
    `Remove the cause that it names above, then go on: dermalite pipeline --from ${name}.`,
  )
}
