import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { writeSyntheticDataset } from '../../src/dataset/synthetic/dataset.ts'

export type Repository = {
  /** Holds the repository and its data. */
  readonly root: string
  readonly folder: string
  /** Runs DVC or git there. @returns what it prints; it must end well */
  readonly dvc: (...args: string[]) => string
  readonly git: (...args: string[]) => string
  readonly commit: (message: string) => void
}

const CONTENT = ['src', 'dvc.yaml', '.dvc', '.dvcignore', '.gitignore', 'package.json'].concat(
  ...['tsconfig.json', 'train.ts', 'result.ts'],
)
const IMAGES_PER_CLASS = 12

/** Everything small: what it learns does not matter. */
const paramsFor = (dataset: string) => ({
  data: { name: dataset },
  split: { seed: 1 },
  train: { seed: 1, batchSize: 8, phases: [{ size: 32, epochs: 1 }], warmupSteps: 1 },
  networks: {
    'mobilenet-v2': { architecture: 'mobilenet-v2', width: 0.1 },
    'efficientnet-lite0': { architecture: 'efficientnet-lite0', width: 0.1 },
    'mobilenet-v2-pruned-35': {
      parent: 'mobilenet-v2',
      rounds: [
        { name: 'mobilenet-v2-pruned-20', keepMacs: 0.9, finalEpochs: 0 },
        { keepMacs: 0.8, finalEpochs: 1 },
      ],
    },
  },
  prune: { batches: 1, multiple: 4, steps: 1 },
  quantize: { images: 4, method: 'min-max' },
  calibrate: { images: 20, oodImages: 2 },
  evaluate: { resamples: 20 },
  uncertainty: { oodImages: 2 },
  bench: { parts: ['accuracy', 'node'], rounds: 2 },
})

/** A temporary repository with this code, no model and no result, tiny parameters and drawn lesions beside it. */
export async function copyRepository(dvcProgram: string): Promise<Repository> {
  const root = await mkdtemp(join(tmpdir(), 'dermalite-pipeline-'))
  const folder = join(root, 'repository')
  for (const path of CONTENT) {
    await cp(path, join(folder, path), {
      recursive: true,
      filter: (from) => !/\.dvc.(tmp|cache)/.test(from),
    })
  }
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction')
  const lesions = join(root, 'lesions')
  const drawing = { imagesPerClass: IMAGES_PER_CLASS, width: 64, height: 48 }
  const { name } = await writeSyntheticDataset(lesions, drawing)
  await writeFile(join(folder, 'params.yaml'), stringify(paramsFor(name)))
  // drawn lesions have their split in git here, so that every output is compared
  const ignored = await readFile(join(folder, '.gitignore'), 'utf8')
  await writeFile(
    join(folder, '.gitignore'),
    `${ignored.replaceAll(/^data\/\w+\/synthetic-\*$/gm, '')}\nnode_modules\n`,
  )
  const run =
    (program: string) =>
    (...args: string[]) =>
      execFileSync(program, args, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, DERMALITE_DATA: lesions, DERMALITE_OOD: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1e9,
      }).trim()
  const git = run('git')
  const commit = (message: string) => {
    git('add', '--all')
    git('commit', '--quiet', '--message', message)
  }
  git('init', '--quiet')
  git('config', 'user.name', 'test')
  git('config', 'user.email', 'test@example.org')
  commit('code')
  return { root, folder, git, commit, dvc: run(dvcProgram) }
}
