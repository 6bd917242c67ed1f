import { Command } from 'commander'
import { packageVersion } from '../package-root.ts'
import { registerClassify } from './commands/classify.ts'
import { registerResult } from './commands/result.ts'

/** The `dermalite` command with everything it can do. */
export function createProgram(): Command {
  const program = new Command('dermalite')
    .description(
      'Lightweight skin-lesion classification that shows why. Research software, not a medical device.',
    )
    .version(packageVersion())
  registerClassify(program)
  registerResult(program)
  return program
}
