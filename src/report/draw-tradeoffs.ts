import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomic } from '../write-file.ts'
import { type FigureFiles, renderFigure } from './figure.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { readParity } from './parity-file.ts'
import { parityTable } from './parity-table.ts'
import { RUN_FILES } from './run-files.ts'
import { tradeoffFigure } from './tradeoff.ts'
import { readTradeoff, tradeoffName } from './tradeoff-file.ts'
import { tradeoffTable } from './tradeoff-table.ts'

/**
 * Draws the trade-offs that `dermalite bench` measured, beside their files, with their tables in Markdown; and writes how far the
 * engines agree, `parity.md`, from what `dermalite parity` measured of each run.
 *
 * @throws DermaliteError `results-invalid`: a file is not as written
 */
export async function drawTradeoffs(results: string): Promise<FigureFiles[]> {
  const figures: FigureFiles[] = []
  for (const split of EVALUATED_SPLITS) {
    const base = join(results, tradeoffName(split))
    if (!existsSync(`${base}.json`)) continue
    const file = await readTradeoff(`${base}.json`)
    const spec = tradeoffFigure(file)
    if (spec) figures.push(await renderFigure(spec, base))
    await writeFileAtomic(`${base}.md`, `${tradeoffTable(file)}\n`)
  }
  await writeParityTable(results)
  return figures
}

async function writeParityTable(results: string): Promise<void> {
  const paths = readdirSync(results)
    .sort()
    .map((run) => join(results, run, RUN_FILES.parity))
    .filter(existsSync)
  if (paths.length === 0) return
  const files = await Promise.all(paths.map(readParity))
  await writeFileAtomic(join(results, 'parity.md'), `${parityTable(files)}\n`)
}
