import type { Command } from 'commander'
import { registerCheck } from './check.ts'
import { registerFetch } from './fetch.ts'
import { registerPrepare } from './prepare.ts'
import { registerPreview } from './preview.ts'
import { registerQuality } from './quality.ts'
import { registerSplit } from './split.ts'
import { registerSynthesize } from './synthesize.ts'

export function registerData(program: Command): void {
  const data = program
    .command('data')
    .description('Fetch, check, split, look at and draw data sets.')
  registerFetch(data)
  registerCheck(data)
  registerSplit(data)
  registerPrepare(data)
  registerPreview(data)
  registerQuality(data)
  registerSynthesize(data)
}
