import type { Parameters } from '../parameters.ts'
import { createAdamw } from './adamw.ts'
import type { OptimizerConfig } from './config.ts'
import type { Optimizer, ParameterGroups } from './optimizer.ts'
import { createSgd } from './sgd.ts'

/** A fresh optimizer of the configured kind for these parameters. */
export function createOptimizer(
  config: OptimizerConfig,
  parameters: Parameters,
  groups: ParameterGroups,
): Optimizer {
  switch (config.kind) {
    case 'adamw':
      return createAdamw(config, parameters, groups)
    case 'sgd':
      return createSgd(config, parameters, groups)
  }
}
