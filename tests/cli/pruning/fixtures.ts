import { readFile } from 'node:fs/promises'
import { type PruningFile, pruningFileSchema } from '../../../src/report/pruning-file.ts'

export async function readPruning(path: string): Promise<PruningFile> {
  return pruningFileSchema.parse(JSON.parse(await readFile(path, 'utf8')))
}

export const pruningFile: PruningFile = {
  schemaVersion: 1,
  model: 'mobilenet-v2-pruned',
  synthetic: false,
  dataset: 'ham10000',
  parent: { name: 'mobilenet-v2', sha256: 'a'.repeat(64), macs: 300e6, parameters: 2.2e6 },
  unpruned: { macs: 300e6, parameters: 2.2e6 },
  criterion: 'taylor',
  keepMacs: 0.65,
  widthsBefore: { 'blocks.1.expand': 96, 'blocks.2.expand': 144 },
  steps: [
    {
      ...{ macs: 240e6, parameters: 1.9e6 },
      widths: { 'blocks.1.expand': 80, 'blocks.2.expand': 128 },
      before: { size: 160, loss: 1.2, accuracy: 0.7, balancedAccuracy: 0.71, macroAuc: 0.93 },
      after: {
        epoch: 1,
        size: 160,
        loss: 1,
        accuracy: 0.75,
        balancedAccuracy: 0.77,
        macroAuc: 0.94,
      },
    },
    {
      ...{ macs: 195e6, parameters: 1.6e6 },
      widths: { 'blocks.1.expand': 48, 'blocks.2.expand': 112 },
      before: { size: 224, loss: 1.3, accuracy: 0.68, balancedAccuracy: 0.69, macroAuc: 0.92 },
      after: null,
    },
  ],
}
