import { Command } from 'commander'
import { packageVersion } from '../package-root.ts'
import { registerBench } from './commands/bench.ts'
import { registerCalibrate } from './commands/calibrate.ts'
import { registerCard } from './commands/card.ts'
import { registerClassify } from './commands/classify.ts'
import { registerData } from './commands/data/register.ts'
import { registerEvaluate } from './commands/evaluate.ts'
import { registerExamples } from './commands/examples.ts'
import { registerExplain } from './commands/explain.ts'
import { registerExport } from './commands/export.ts'
import { registerFaithfulness } from './commands/faithfulness.ts'
import { registerGroups } from './commands/groups.ts'
import { registerParity } from './commands/parity.ts'
import { registerPipeline } from './commands/pipeline.ts'
import { registerPrune } from './commands/prune.ts'
import { registerQuantize } from './commands/quantize.ts'
import { registerResult } from './commands/result.ts'
import { registerTrain } from './commands/train.ts'
import { registerUncertainty } from './commands/uncertainty.ts'
import { offerModels } from './model-option.ts'

/** The `dermalite` command with everything it can do. */
export function createProgram(): Command {
  const program = new Command('dermalite')
    .description(
      'Lightweight skin-lesion classification that shows why. Research software, not a medical device.',
    )
    .version(packageVersion())
  registerClassify(program)
  registerData(program)
  registerTrain(program)
  registerEvaluate(program)
  registerExplain(program)
  registerExamples(program)
  registerFaithfulness(program)
  registerCalibrate(program)
  registerGroups(program)
  registerPrune(program)
  registerQuantize(program)
  registerUncertainty(program)
  registerExport(program)
  registerParity(program)
  registerBench(program)
  registerCard(program)
  registerResult(program)
  registerPipeline(program)
  return offerModels(program)
}
