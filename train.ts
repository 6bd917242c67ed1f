import { Command } from 'commander'
import { configureTrain } from './src/cli/commands/train.ts'
import { execute } from './src/cli/execute.ts'

await execute(configureTrain(new Command('train.ts')))
