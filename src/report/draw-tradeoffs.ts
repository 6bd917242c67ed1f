import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type FigureFiles, renderFigure } from './figure.ts'
import { EVALUATED_SPLITS } from './metrics-file.ts'
import { tradeoffFigure } from './tradeoff.ts'
import { readTradeoff, tradeoffName } from './tradeoff-file.ts'

/**
 * Draws the trade-offs that `dermalite bench` measured, beside their files.
 *
 * @throws DermaliteError `results-invalid`: a file is not as written
 */
export async function drawTradeoffs(results: string): Promise<FigureFiles[]> {
  const figures: FigureFiles[] = []
  for (const split of EVALUATED_SPLITS) {
    const base = join(results, tradeoffName(split))
    if (!existsSync(`${base}.json`)) continue
    const spec = tradeoffFigure(await readTradeoff(`${base}.json`))
    if (spec) figures.push(await renderFigure(spec, base))
  }
  return figures
}
