import { Command } from 'commander'
import { configureResult } from './src/cli/commands/result.ts'
import { execute } from './src/cli/execute.ts'

await execute(configureResult(new Command('result.ts')))
