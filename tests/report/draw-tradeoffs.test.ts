import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawTradeoffs } from '../../src/report/draw-tradeoffs.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

describe('drawTradeoffs', () => {
  it('writes how far the engines agree as a table of all runs', async () => {
    for (const run of ['a', 'b']) {
      await mkdir(join(folder, run))
      const shipped = join('data', 'results', 'mobilenet-v2', 'parity.json')
      await cp(shipped, join(folder, run, 'parity.json'))
    }
    expect(await drawTradeoffs(folder)).toEqual([])
    const table = await readFile(join(folder, 'parity.md'), 'utf8')
    expect(table).toMatch(/^\| model \| images \| same label/)
    expect(table.match(/mobilenet-v2, int8/g)).toHaveLength(2)
  })
})
