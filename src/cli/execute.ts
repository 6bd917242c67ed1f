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
  throwInsteadOfExit(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    if (error instanceof CommanderError) return // it has printed its message
    if (process.env.DERMALITE_DEBUG) console.error(error)
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

function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) throwInsteadOfExit(child)
}
