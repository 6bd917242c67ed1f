import { Command } from 'commander'
import { vi } from 'vitest'
import { type ErrorReport, EXIT_OK, exitCodeOf, reportOf } from '../../../src/cli/errors.ts'

export type CommandRun = {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  readonly error: ErrorReport | undefined
}

/** Runs a subcommand of `dermalite` with what it prints caught. */
export async function runCommand(
  register: (program: Command) => void,
  ...args: readonly string[]
): Promise<CommandRun> {
  const program = new Command('dermalite').exitOverride().configureOutput({ outputError() {} })
  register(program)
  const printed = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text)
      return true
    }),
  )
  try {
    await program.parseAsync([...args], { from: 'user' })
    return { ...printed, exitCode: EXIT_OK, error: undefined }
  } catch (error) {
    return { ...printed, exitCode: exitCodeOf(error), error: reportOf(error) }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
