import { Command } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { registerClassify } from './commands/classify.ts'

/** The `dermalite` command with everything it can do. */
export function createProgram(): Command {
  const program = new Command('dermalite')
    .description(
      'Lightweight skin-lesion classification that shows why. Research software, not a medical device.',
    )
    .version(packageJson.version)
    .showHelpAfterError('Run with --help for the arguments and examples.')
  registerClassify(program)
  return program
}
