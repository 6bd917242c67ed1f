import { DermaliteError, type Manifest } from '../../classifier/index.ts'
import { type TrainConfig, trainConfigSchema } from '../../train/config.ts'

/**
 * How a bundle was trained, at its own input size in the end: what it can be trained on with.
 *
 * @throws DermaliteError `bundle-invalid`: the manifest does not say
 */
export function recordedConfig(bundle: string, { input, provenance }: Manifest): TrainConfig {
  const recorded = trainConfigSchema.safeParse(provenance.config)
  const config = recorded.success && withFinalSize(recorded.data, input.size)
  if (config) return config
  throw new DermaliteError(
    'bundle-invalid',
    `the manifest of ${bundle} does not say how it was trained, so it cannot be trained on`,
    'Name a bundle that DermaLite trained.',
  )
}

function withFinalSize(config: TrainConfig, size: number): TrainConfig | undefined {
  const last = config.phases.at(-1)!
  const phases = config.phases.with(-1, { ...last, size })
  const checked = trainConfigSchema.safeParse({ ...config, phases })
  return checked.success ? checked.data : undefined
}
