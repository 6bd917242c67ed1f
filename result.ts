/** Draws the figures of trained runs: `npx tsx result.ts --help`. */
import { createResultCommand } from './src/cli/commands/result.ts'
import { printError } from './src/cli/print-error.ts'

try {
  await createResultCommand().name('result.ts').parseAsync()
} catch (error) {
  printError(error)
  process.exitCode = 1
}
