import type { Command } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { writeModelCard } from '../model-card.ts'
import { bundleOption } from '../options.ts'

type CardOptions = { readonly bundle?: string; readonly results: string }

export function registerCard(program: Command): void {
  program
    .command('card')
    .description('Write the model card of a bundle from its manifest and from what was measured.')
    .addOption(bundleOption())
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .addHelpText('after', HELP)
    .action(async ({ bundle = DEFAULT_BUNDLE, results }: CardOptions) => {
      process.stdout.write(`${await writeModelCard(bundle, results)}\n`)
    })
}

const HELP = `
Reads what was measured in data/results/<model>/: metrics.json (dermalite evaluate), quantization.json (dermalite quantize) and
uncertainty-<split>.json (dermalite uncertainty); metrics.json of the int8 form in data/results/<model>-int8/; and
groups-<split>.json (dermalite groups) of the precision that answers by default, in data/results/<model>-int8-dataset-prior/, else
data/results/<model>-int8/, without -int8 for a bundle that has no int8 model. What was not measured is left out.

Examples:
  dermalite card                          the model that ships
  dermalite card --bundle models/mine`
