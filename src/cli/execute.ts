import { type Command, CommanderError } from 'commander'
import { EXIT_OK, exitCodeOf, formatReport, reportOf } from './errors.ts'

/**
 * Runs a command line to its end and sets the exit code of the process. This is the one place where an error becomes
 * words: JSON on stderr under `--json`, text otherwise, a stack trace only under `DERMALITE_DEBUG`.
 *
 * @param argv as in `process.argv`
 */
export async function execute(
  program: Command,
  argv: readonly string[] = process.argv,
): Promise<void> {
  endQuietlyWithoutReader()
  throwErrors(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    if (isHelp(error)) return
    const report = reportOf(error)
    const json = argv.includes('--json')
    process.stderr.write(json ? `${JSON.stringify({ error: report })}\n` : formatReport(report))
  }
}

/** `dermalite … | head` closes our output: then nobody reads, and there is nothing left to do. */
function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT_OK)
  })
}

/** Instead of printing them and ending the process. */
function throwErrors(command: Command): void {
  command.exitOverride().configureOutput({ outputError() {} })
  for (const child of command.commands) throwErrors(child)
}

/** What commander throws after it has printed the help or the version. */
function isHelp(error: unknown): boolean {
  return (
    error instanceof CommanderError &&
    (error.exitCode === EXIT_OK || error.code === 'commander.help')
  )
}
