import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawRun } from '../../src/report/draw-run.ts'
import { RUN_FILES } from '../../src/report/run-files.ts'
import { HISTORY_CSV, temporaryFolder, writeRun } from './fixtures.ts'

const drawnNames = async (directory: string) =>
  (await readdir(directory)).filter((name) => /\.(svg|png)$/.test(name))

describe('drawRun', () => {
  it('draws every figure, twice', async () => {
    const directory = await writeRun(await temporaryFolder(), 'first')
    const { run, figures } = await drawRun(directory)
    expect(run).toBe('first')
    expect(figures).toHaveLength(4)
    expect(await drawnNames(directory)).toEqual(
      ['confusion-matrix-test', 'roc-test', 'sensitivity-test', 'training-curves'].flatMap(
        (name) => [`${name}.png`, `${name}.svg`],
      ),
    )
  })

  it('draws what there is: history alone, metrics without predictions', async () => {
    const training = await temporaryFolder()
    await writeFile(join(training, RUN_FILES.history), HISTORY_CSV)
    expect((await drawRun(training)).figures).toHaveLength(1)
    expect((await drawRun(training)).metrics).toBeNull()

    const measured = await writeRun(await temporaryFolder(), 'measured')
    await rm(join(measured, RUN_FILES.history))
    await rm(join(measured, RUN_FILES.predictions('test')))
    await drawRun(measured)
    expect(await drawnNames(measured)).toHaveLength(4)
  })

  it('refuses predictions of another evaluation', async () => {
    const directory = await writeRun(await temporaryFolder(), 'first')
    await writeFile(
      join(directory, RUN_FILES.predictions('test')),
      'id,group,label,p_bkl,p_mel,p_nv,logit_bkl,logit_mel,logit_nv\ni,g,mel,0,1,0,0,1,0\n',
    )
    await expect(drawRun(directory)).rejects.toMatchObject({
      code: 'results-invalid',
      message: expect.stringMatching(/holds 1 images .* measured 60/),
    })
  })

  it('refuses a folder without results', async () => {
    await expect(drawRun(await temporaryFolder())).rejects.toMatchObject({
      code: 'results-not-found',
    })
  })
})
