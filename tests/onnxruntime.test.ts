import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import { describe, expect, it } from 'vitest'
import { PROCESS_TIMEOUT, runScript } from './run-script.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { writeTinyBundle } from './tiny-bundle.ts'

const folder = temporaryFolder()

describe('onnxruntime', () => {
  it('is imported with its telemetry off, and in no other way', async () => {
    await import('../src/onnxruntime.ts')
    expect(process.env.ORT_DISABLE_TELEMETRY).toBe('1')
    const files = await glob(['src/**/*.ts', 'bench/**/*.ts'])
    const direct = await Promise.all(
      files.map(async (file) => /from 'onnxruntime-node'/.test(await readFile(file, 'utf8'))),
    )
    expect(files.filter((_, index) => direct[index])).toEqual(['src/onnxruntime.ts'])
  })

  it('opens a model however many files the command line names', {
    timeout: PROCESS_TIMEOUT,
  }, async () => {
    await writeTinyBundle(join(folder, 'tiny'))
    await writeFile(join(folder, 'empty.jpg'), '')
    const names = Array<string>(2000).fill(join(folder, 'empty.jpg'))
    const options = ['--json', '--no-heatmap', '--bundle', join(folder, 'tiny')]
    const { code, stdout } = await runScript('run.ts', [...options, ...names])
    expect(code).toBe(1)
    expect(stdout.trimEnd().split('\n')).toHaveLength(names.length)
  })
})
