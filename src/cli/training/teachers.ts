import { DermaliteError } from '../../classifier/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { lastFeatures } from '../../compress/quantize/head.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { foldBatchNorm } from '../../graph/rewrite/fold-batch-norm.ts'
import { graphArchitecture, parametersOf } from '../../nets/graph-architecture.ts'
import type { TrainConfig } from '../../train/config.ts'
import type { Teacher } from '../../train/teacher.ts'

/**
 * The models that a configuration distils from; undefined where it distils from none.
 *
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`; `checksum-mismatch`: another model than the configuration
 *   names; `bad-config`: a teacher knows other classes
 */
export async function loadTeachers(
  { distillation }: Pick<TrainConfig, 'distillation'>,
  classes: readonly string[],
): Promise<Teacher[] | undefined> {
  if (!distillation) return undefined
  return Promise.all(distillation.teachers.map((teacher) => loadTeacher(teacher, classes)))
}

type NamedTeacher = NonNullable<TrainConfig['distillation']>['teachers'][number]

async function loadTeacher(
  { bundle, sha256 }: NamedTeacher,
  classes: readonly string[],
): Promise<Teacher> {
  const { manifest, file, model } = await loadBundle(bundle, 'float32')
  if (sha256 !== undefined && sha256 !== file.sha256) {
    throw new DermaliteError(
      'checksum-mismatch',
      `the model of ${bundle} has SHA-256 ${file.sha256}, not ${sha256}`,
      'Name the bundle that sha256 in train.distillation.teachers is of, or correct it.',
    )
  }
  if (manifest.classes.join() !== classes.join()) {
    throw new DermaliteError(
      'bad-config',
      `the teacher ${bundle} knows the classes ${manifest.classes.join(', ')}, the data has ${classes.join(', ')}`,
      'Choose a teacher of the same classes.',
    )
  }
  const graph = foldBatchNorm(readOnnx(model).graph)
  const { architecture: name, input, trainingPrior } = manifest
  const { mean, std } = input
  const architecture = graphArchitecture(graph, { name, mean, std, features: lastFeatures(graph) })
  return { architecture, parameters: parametersOf(graph), trainingPrior }
}
