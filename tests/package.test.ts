import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { PROCESS_TIMEOUT } from './run-script.ts'
import { temporaryFolder } from './temporary-folder.ts'

const packageJson = JSON.parse(await readFile('package.json', 'utf8'))

/** A project that has installed the built package. */
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

const compile = (...args: string[]) => node(resolve('node_modules/typescript/bin/tsc'), ...args)

beforeAll(async () => {
  await mkdir(installed, { recursive: true })
  await cp('package.json', join(installed, 'package.json'))
  await symlink(resolve('node_modules'), join(installed, 'node_modules'))
  await symlink(resolve('node_modules/@types'), join(project, 'node_modules', '@types'))
  await writeFile(join(project, 'package.json'), '{ "type": "module" }')
  await compile('-p', resolve('tsconfig.build.json'), '--outDir', join(installed, 'dist'))
}, PROCESS_TIMEOUT)

describe('the built package', { timeout: PROCESS_TIMEOUT }, () => {
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
      'pixels.ts':
        "import { createClassifier, type Runtime } from 'dermalite'\n" +
        'export const create = (runtime: Runtime) => [createClassifier, runtime]',
    }
    for (const [name, text] of Object.entries(programs)) await writeFile(join(project, name), text)
    const options = '--noEmit --strict --skipLibCheck --target es2022 --types node'.split(' ')
    const forNode = [...options, '--module', 'nodenext']
    const forBundlers = [...options, '--module', 'esnext', '--moduleResolution', 'bundler']
    await compile(...forNode, 'files.ts', 'pixels.ts')
    await compile(...forBundlers, 'pixels.ts')
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
