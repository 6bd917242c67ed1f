import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DermaliteError } from '../../errors.ts'
import type { Architecture } from '../../nets/architecture.ts'
import { initializeParameters } from '../../nets/initialize.ts'
import { loadWeights } from '../../nets/node/fetch-weights.ts'
import type { ParameterShape } from '../../nets/parameter.ts'
import { PRETRAINED } from '../../nets/pretrained.ts'
import type { TrainConfig } from '../../train/config.ts'
import { evaluationGraph } from '../../train/engine/training-graph.ts'
import type { Parameters } from '../../train/parameters.ts'

const PRETRAINED_FOLDER = join('data', 'pretrained')

/** What the network has to learn: the name and shape of every parameter. */
export function parameterShapes(
  architecture: Architecture,
  classes: number,
): readonly ParameterShape[] {
  return evaluationGraph({ architecture, batch: 1, size: 32, classes }).parameters
}

/**
 * The weights that training starts from: random ones, and over them those of the pretrained file that the configuration
 * names.
 *
 * @param source path or address of that file, or the folder that it lies in; default: `DERMALITE_PRETRAINED`, else
 *   `data/pretrained`
 * @throws DermaliteError `file-not-found`, `checksum-mismatch`, `weights-invalid`, `download-failed`
 */
export async function initialWeights(
  config: TrainConfig,
  shapes: readonly ParameterShape[],
  source?: string,
): Promise<Parameters> {
  const random = initializeParameters(shapes, config.seed)
  if (config.pretrained === undefined) return random
  const weights = await loadWeights(locate(config.pretrained, source), {
    sha256: config.pretrainedSha256,
    cacheDir: PRETRAINED_FOLDER,
  })
  const mapping = PRETRAINED[config.architecture]
  return new Map([...random, ...mapping(weights.tensors, shapes)])
}

function locate(file: string, source = process.env.DERMALITE_PRETRAINED): string {
  const place = source ?? PRETRAINED_FOLDER
  if (/^https?:\/\//.test(place) || place.endsWith('.safetensors')) return place
  const path = join(place, file)
  if (existsSync(path)) return path
  throw new DermaliteError(
    'file-not-found',
    `the ImageNet weights ${file} are not in ${place}`,
    'Name the file, its folder or its https address with --pretrained, or start from random weights by --set train.pretrained=null.',
  )
}
