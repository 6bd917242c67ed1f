/**
 * Runs the whole pipeline with a real DVC, on drawn lesions and tiny networks, in a temporary copy of this repository:
 *
 *   npx tsx tests/pipeline/dvc.ts
 *
 * DVC comes from PyPI into a virtual environment that is kept beside the temporary folders; DERMALITE_DVC names an installed
 * one instead. Where there is no Python or no PyPI it says so and ends well, but under CI=true that is a failure.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPipeline } from '../../src/cli/pipeline/read-pipeline.ts'
import { copyRepository, type Repository } from './repository.ts'

const DVC_VERSION = '3.67.1'
const EVALUATED = 'evaluate@mobilenet-v2'
const METRICS = 'data/results/mobilenet-v2-int8/metrics.json'

const started = performance.now()
const say = (text: string) =>
  process.stdout.write(
    `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`,
  )

/** The DVC to test with; undefined where none can be had. */
function findDvc(): string | undefined {
  if (process.env.DERMALITE_DVC) return process.env.DERMALITE_DVC
  const venv = join(tmpdir(), `dermalite-dvc-${DVC_VERSION}`)
  const [bin, suffix] = process.platform === 'win32' ? ['Scripts', '.exe'] : ['bin', '']
  const program = (name: string) => join(venv, bin, `${name}${suffix}`)
  try {
    if (!existsSync(program('dvc'))) {
      say(`installing dvc ${DVC_VERSION} into ${venv}`)
      const python = process.platform === 'win32' ? 'python' : 'python3'
      execFileSync(python, ['-m', 'venv', '--clear', venv], { stdio: 'pipe' })
      const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
      execFileSync(program('python'), [...install, `dvc==${DVC_VERSION}`], { stdio: 'pipe' })
    }
    execFileSync(program('dvc'), ['--version'], { stdio: 'pipe' })
    return program('dvc')
  } catch (error) {
    const { message, stderr } = error as Error & { stderr?: Buffer }
    process.stderr.write(`no DVC: ${message}\n${stderr?.toString() ?? ''}`)
    return undefined
  }
}

/** Stages that a `dvc repro` ran, in their order. */
function ranStages(output: string): string[] {
  return [...output.matchAll(/^Running stage '(.*)':$/gm)].map(([, name]) => name!)
}

async function testPipeline({ folder, dvc, git, commit }: Repository): Promise<void> {
  const metricsOf = async () => readFile(join(folder, METRICS), 'utf8')

  const first = ranStages(dvc('repro'))
  const stages = await readPipeline()
  assert.equal(first.length, stages.length, `from scratch every stage runs: ${first.join(' ')}`)
  assert.equal(first[0], 'prepare')
  assert.equal(first.at(-1), 'report')
  commit('results')
  say(`from scratch: ${first.length} stages`)

  assert.deepEqual(ranStages(dvc('repro')), [], 'the second time nothing runs')
  assert.match(dvc('status'), /up to date/)
  assert.equal(git('status', '--porcelain'), '', 'and nothing changes')
  say('again: nothing')

  const shown = JSON.parse(dvc('metrics', 'show', '--json'))
  const metrics = JSON.parse(await metricsOf())
  const measured = shown[''].data[METRICS].data.evaluations.val.metrics
  assert.equal(measured.macroAuc, metrics.evaluations.val.metrics.macroAuc)
  const news = JSON.parse(dvc('metrics', 'diff', 'HEAD~1', 'HEAD', '--json'))[METRICS]
  assert.deepEqual(news['evaluations.val.metrics.macroAuc'], { old: null, new: measured.macroAuc })
  assert.match(dvc('plots', 'show', '--out', '.dvc/tmp/plots'), /index\.html/)
  say('metrics and plots are shown and compared')

  const experiment = dvc('exp', 'run', '--name', 'more', '-S', 'calibrate.images=21', EVALUATED)
  const affected = ['calibrate@mobilenet-v2', EVALUATED]
  assert.deepEqual(ranStages(experiment), affected, 'what depends on it runs, no more')
  const changed = JSON.parse(dvc('params', 'diff', '--json'))
  assert.deepEqual(changed, {
    'params.yaml': { 'calibrate.images': { old: 20, new: 21, diff: 1 } },
  })
  assert.match(dvc('exp', 'list'), /more/)
  git('reset', '--quiet', '--hard')
  assert.match(dvc('status'), /up to date/)
  say('an experiment with another parameter of calibrate: calibrate and evaluate run')

  const before = await metricsOf()
  const models = git('ls-files', '-s', 'models/mobilenet-v2/*.onnx', 'models/mobilenet-v2/*.tflite')
  const forced = ranStages(dvc('repro', '--force', EVALUATED))
  assert.deepEqual(forced, [
    'prepare',
    ...['train', 'quantize', 'export', 'calibrate', 'evaluate'].map((s) => `${s}@mobilenet-v2`),
  ])
  assert.equal(await metricsOf(), before, 'the same commit gives the same metrics')
  git('add', '--all')
  const again = git('ls-files', '-s', 'models/mobilenet-v2/*.onnx', 'models/mobilenet-v2/*.tflite')
  assert.equal(again, models, 'and the same models, byte by byte')
  const differing = git('diff', '--cached', '--name-only').split('\n')
  const timed = /(^dvc\.lock|manifest\.json|environment\.json|history\.csv)$/
  const later = /(\.svg|\.png|MODEL_CARD\.md)$/ // report and card, which are not run here, write them again
  assert.deepEqual(
    differing.filter((path) => !timed.test(path) && !later.test(path)),
    [],
    'nothing differs but times',
  )
  git('reset', '--quiet', '--hard')
  say('by force: the same models and the same metrics')
}

const dvc = findDvc()
if (dvc === undefined) {
  const needed = process.env.CI === 'true'
  process.stderr.write(
    `The pipeline ${needed ? 'has to be' : 'is not'} tested with DVC: that needs Python with venv, and PyPI.\n`,
  )
  process.exit(needed ? 1 : 0)
}
const repository = await copyRepository(dvc)
try {
  say(`pipeline in ${repository.folder}, on ${cpus().length} cores`)
  await testPipeline(repository)
  say('passed')
} finally {
  await rm(repository.root, { recursive: true, force: true })
}
