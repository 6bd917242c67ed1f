import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder, writeRun } from './report/fixtures.ts'
import { PROCESS_TIMEOUT, runScript } from './run-script.ts'

const result = (...args: string[]) => runScript('result.ts', args)

describe('result.ts', { timeout: PROCESS_TIMEOUT }, () => {
  it('draws every run and sums them up', async () => {
    const results = await temporaryFolder()
    await writeRun(results, 'first')
    await writeRun(results, 'second')
    await mkdir(join(results, 'heatmaps'))
    const { code, stdout, stderr } = await result('--results', results)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/confusion-matrix-test\.svg/)
    expect(stdout).toMatch(/^first \(synthetic\) +test +60 +0\.\d{3}/m)
    expect(stdout).toMatch(/^second \(synthetic\)/m)
    for (const run of ['first', 'second']) {
      expect(await readdir(join(results, run))).toContain('roc-test.png')
    }
  })

  it('prints a line of JSON a run, goes on after a bad one, and fails', async () => {
    const results = await temporaryFolder()
    await writeRun(results, 'good')
    await mkdir(join(results, 'bad'))
    await writeFile(join(results, 'bad', 'metrics.json'), '{')
    const { code, stdout, stderr } = await result('--results', results, '--json')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const [bad, good] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(bad).toMatchObject({
      run: 'bad',
      error: {
        code: 'results-invalid',
        message: expect.stringMatching(/metrics\.json is no JSON/),
      },
    })
    expect(good).toMatchObject({ run: 'good', synthetic: true, metrics: { test: { n: 60 } } })
    expect(good.figures).toHaveLength(8)
  })

  it('says what to run first where there is nothing', async () => {
    const { code, stdout, stderr } = await result('--results', await temporaryFolder())
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/there are no results under .*\n.*train\.ts/)
    expect(stderr).not.toMatch(/ at /)
  })

  it('names the runs there are when asked for another', async () => {
    const results = await temporaryFolder()
    await writeRun(results, 'first')
    const { code, stderr } = await result('nonsense', '--results', results)
    expect(code).toBe(1)
    expect(stderr).toMatch(/no run "nonsense".*\n.*There are: first\./)
    expect(stderr).not.toMatch(/ at /)
  })

  it('teaches with --help', async () => {
    const { code, stdout } = await result('--help')
    expect(code).toBe(0)
    expect(stdout).toMatch(/Examples:\n {2}npx tsx result\.ts/)
  })
})
