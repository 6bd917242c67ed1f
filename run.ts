import { Command } from 'commander'
import { configureClassify } from './src/cli/commands/classify.ts'
import { execute } from './src/cli/execute.ts'
import { offerModels } from './src/cli/model-option.ts'

await execute(offerModels(configureClassify(new Command('run.ts'))))
