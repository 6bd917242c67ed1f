import { Command } from 'commander'
import { configureClassify } from './src/cli/commands/classify.ts'
import { execute } from './src/cli/execute.ts'

await execute(configureClassify(new Command('run.ts')))
