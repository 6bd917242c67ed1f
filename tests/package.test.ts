import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawLesion } from '../src/dataset/synthetic/lesion.ts'
import { encodePng } from '../src/image/node/encode.ts'
import { CHROMIUM } from './browser/chromium.ts'
import { PROCESS_TIMEOUT } from './run-script.ts'
import { temporaryFolder } from './temporary-folder.ts'

const packageJson = JSON.parse(await readFile('package.json', 'utf8'))

/** A project that has installed the package: what `npm pack` puts in, beside the dependencies of this repository. */
const project = temporaryFolder()
const installed = join(project, 'node_modules', 'dermalite')

/** Gives what the program prints; a failure too is told by it. */
function node(...args: string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: project }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${stdout}${stderr}`))
      else done(stdout)
    })
  })
}

const lesion = drawLesion({ class: 'mel', seed: 1, lesion: 0, view: 0 }, { width: 96, height: 72 })

const compile = (...args: string[]) => node(resolve('node_modules/typescript/bin/tsc'), ...args)

beforeAll(async () => {
  await mkdir(installed, { recursive: true })
  const pack = ['pack', '--silent', '--pack-destination', project]
  const { stdout } = await promisify(execFile)('npm', pack)
  const tarball = join(project, stdout.trim().split('\n').at(-1)!)
  await promisify(execFile)('tar', ['xzf', tarball, '--strip-components=1', '-C', installed])
  await symlink(resolve('node_modules'), join(installed, 'node_modules'))
  await symlink(resolve('node_modules/@types'), join(project, 'node_modules', '@types'))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  await writeFile(join(project, 'lesion.png'), await encodePng(lesion))
}, 4 * PROCESS_TIMEOUT)

describe('the packed package', { timeout: PROCESS_TIMEOUT }, () => {
  it('holds the program, one model and the licences, and nothing else', async () => {
    const content = await readdir(installed)
    expect(content.filter((name) => name !== 'node_modules').sort()).toEqual(
      [
        ...['LICENSE', 'MODEL-LICENSE.md', 'README.md'],
        ...['dist', 'models', 'package.json', 'params.smoke.yaml'],
      ].sort(),
    )
    expect(await readdir(join(installed, 'models'))).toEqual(['mobilenet-v2'])
  })

  it('classifies a picture in three lines', async () => {
    await writeFile(
      join(project, 'classify.js'),
      `import { loadClassifier } from 'dermalite'
      const classifier = await loadClassifier()
      const { label, probabilities, triage, predictionSet } = await classifier.classify('lesion.png')
      console.log(JSON.stringify({ label, probabilities, triage, predictionSet }))`,
    )
    const answer = JSON.parse(await node('classify.js'))
    expect(answer.predictionSet).toContain(answer.label)
    expect(answer.triage.level).toMatch(/high|raised|unclear/)
  })

  it.skipIf(CHROMIUM === undefined)(
    'gives the same answer on a web page that Vite bundles',
    async () => {
      const page = join(project, 'page')
      await cp('examples/web', page, { recursive: true })
      await cp(join(installed, 'models/mobilenet-v2'), join(page, 'public/model'), {
        recursive: true,
      })
      await cp('node_modules/@litertjs/core/wasm', join(page, 'public/litert'), {
        recursive: true,
      })
      const { build, preview } = await import('vite')
      const vite = { root: page, logLevel: 'error', configFile: false } as const
      await build({ ...vite, build: { target: 'esnext' } })
      const server = await preview({ ...vite, preview: { port: 0 } })
      const browser = await chromium.launch({ executablePath: CHROMIUM! })
      try {
        const shown = await browser.newPage()
        await shown.goto(server.resolvedUrls!.local[0]!)
        await shown.getByText('Choose a picture').waitFor()
        await shown.locator('input').setInputFiles(join(project, 'lesion.png'))
        const output = shown.locator('pre', { hasText: 'label' })
        const { label, probabilities } = JSON.parse((await output.textContent())!)
        const inNode = JSON.parse(await node('classify.js'))
        expect(label).toBe(inNode.label)
        for (const [name, p] of Object.entries<number>(probabilities)) {
          expect(Math.abs(p - inNode.probabilities[name])).toBeLessThan(0.02)
        }
      } finally {
        await browser.close()
        await server.close()
      }
    },
  )

  it('gives Node what reads files', async () => {
    await writeFile(
      join(project, 'main.js'),
      `import { DermaliteError, loadClassifier } from 'dermalite'
      const error = await loadClassifier({ bundle: 'nowhere' }).catch((error) => error)
      console.log(error instanceof DermaliteError, error.code)`,
    )
    expect(await node('main.js')).toBe('true bundle-not-found\n')
  })

  it('finds the model that ships beside its package.json', async () => {
    await writeFile(
      join(project, 'default.js'),
      `import { DEFAULT_BUNDLE } from 'dermalite/node'
      console.log(DEFAULT_BUNDLE)`,
    )
    expect(await node('default.js')).toBe(`${join(installed, 'models', 'mobilenet-v2')}\n`)
  })

  it('gives other platforms what needs no Node', async () => {
    const neutral = await import(join(installed, packageJson.exports['.'].default))
    expect(neutral).toHaveProperty('createClassifier')
    expect(neutral).not.toHaveProperty('loadClassifier')
  })

  it('has types for both', async () => {
    const programs = {
      'files.ts':
        "import { loadClassifier } from 'dermalite'\n" +
        "export const answer = (await loadClassifier()).classify('a.jpg').then(({ label }) => label)",
      'node.ts':
        "import { loadClassifier, overlayHeatMap, type RgbImage } from 'dermalite/node'\n" +
        'export const explain = async (picture: RgbImage) =>\n' +
        '  overlayHeatMap(picture, (await (await loadClassifier()).classify(picture)).heatmap)',
      'pixels.ts':
        "import { createClassifier, type Runtime } from 'dermalite'\n" +
        'export const create = (runtime: Runtime) => [createClassifier, runtime]',
    }
    for (const [name, text] of Object.entries(programs)) await writeFile(join(project, name), text)
    const options = '--noEmit --strict --skipLibCheck --target es2022 --types node'.split(' ')
    const forNode = [...options, '--module', 'nodenext']
    const forBundlers = [...options, '--module', 'esnext', '--moduleResolution', 'bundler']
    await compile(...forNode, 'files.ts', 'node.ts', 'pixels.ts')
    await compile(...forBundlers, 'node.ts', 'pixels.ts')
    await expect(compile(...forBundlers, 'files.ts')).rejects.toThrow(
      /no exported member (named )?'loadClassifier'/,
    )
  })

  it('has a command', async () => {
    const main = join(installed, packageJson.bin.dermalite)
    expect(await readFile(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(await node(main, '--version')).toBe(`${packageJson.version}\n`)
  })

  it('holds and ships every file that package.json names', () => {
    const paths = (entry: unknown): string[] =>
      typeof entry === 'string' ? [entry] : Object.values(entry as object).flatMap(paths)
    const shipped = [...packageJson.files, 'package.json'].map((place) => resolve(place))
    for (const path of [...paths(packageJson.exports), ...paths(packageJson.bin)]) {
      expect([path, existsSync(join(installed, path))]).toEqual([path, true])
      expect(shipped.filter((place) => resolve(path).startsWith(place))).toHaveLength(1)
    }
  })
})
