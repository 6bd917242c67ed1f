import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeReport } from '../../../src/report/html/report.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder()

describe('the report', () => {
  it('holds the figures and numbers of every run, and asks for nothing else', async () => {
    const run = join(folder, 'small')
    await mkdir(run)
    const shipped = join('data', 'results', 'mobilenet-v2')
    for (const name of ['metrics.json', 'roc-test.svg', 'training-curves.svg']) {
      await cp(join(shipped, name), join(run, name))
    }
    await mkdir(join(folder, 'no run'))
    const path = await writeReport(folder)
    const html = await readFile(path, 'utf8')
    expect(html).toContain('not a medical device')
    expect(html).toMatch(/<td>mobilenet-v2<\/td><td>test<\/td><td>balanced<\/td><td>0\.\d{3} \[/)
    expect(html.match(/<figure>/g)).toHaveLength(2)
    expect(html).toContain('Each class against the others, by its probability. Test images.')
    expect(html).not.toContain('How sure it is')
    expect(html).not.toContain('no run')
    const figure = html.match(/base64,([^"]+)"/)![1]!
    expect(Buffer.from(figure, 'base64').toString()).toMatch(/^<svg/)
    expect(html).not.toMatch(/(src|href)="(?!data:|#)/)
  })

  it('names a run as it is written', async () => {
    const run = join(folder, 'a & b')
    await mkdir(run)
    await writeFile(join(run, 'history.csv'), '')
    expect(await readFile(await writeReport(folder), 'utf8')).toContain('a &amp; b</h2>')
  })
})
