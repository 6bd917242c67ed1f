import { Command } from 'commander'
import { packageVersion } from '../package-root.ts'
import { offerModels } from './model-option.ts'

type Register = (program: Command) => void

/** In the order of the help. Each is loaded by itself, since together they take a second to load. */
const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  classify: async () => (await import('./commands/classify.ts')).registerClassify,
  data: async () => (await import('./commands/data/register.ts')).registerData,
  train: async () => (await import('./commands/train.ts')).registerTrain,
  evaluate: async () => (await import('./commands/evaluate.ts')).registerEvaluate,
  explain: async () => (await import('./commands/explain.ts')).registerExplain,
  examples: async () => (await import('./commands/examples.ts')).registerExamples,
  faithfulness: async () => (await import('./commands/faithfulness.ts')).registerFaithfulness,
  calibrate: async () => (await import('./commands/calibrate.ts')).registerCalibrate,
  groups: async () => (await import('./commands/groups.ts')).registerGroups,
  prune: async () => (await import('./commands/prune.ts')).registerPrune,
  quantize: async () => (await import('./commands/quantize.ts')).registerQuantize,
  uncertainty: async () => (await import('./commands/uncertainty.ts')).registerUncertainty,
  export: async () => (await import('./commands/export.ts')).registerExport,
  parity: async () => (await import('./commands/parity.ts')).registerParity,
  bench: async () => (await import('./commands/bench.ts')).registerBench,
  card: async () => (await import('./commands/card.ts')).registerCard,
  result: async () => (await import('./commands/result.ts')).registerResult,
  pipeline: async () => (await import('./commands/pipeline.ts')).registerPipeline,
}

/**
 * The `dermalite` command.
 *
 * @param name with this subcommand alone, where there is one; else with everything it can do
 */
export async function createProgram(name = ''): Promise<Command> {
  const program = new Command('dermalite')
    .description(
      'Lightweight skin-lesion classification that shows why. Research software, not a medical device.',
    )
    .version(packageVersion())
  const asked = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS)
  const registers = await Promise.all(asked.map((load) => load()))
  for (const register of registers) register(program)
  return offerModels(program)
}
