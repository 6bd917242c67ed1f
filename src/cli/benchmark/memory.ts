import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { median } from '../../metrics/quantile.ts'
import type { TradeoffVariant } from '../../report/tradeoff-file.ts'
import type { Variant } from './variants.ts'

type Memory = NonNullable<TradeoffVariant['memory']>

/** Of which the median is taken. */
export const MEMORY_ROUNDS = 3

/**
 * The memory of a process that loads a model in ONNX Runtime and runs it on one thread, and how much of it a process without a
 * model does not need.
 *
 * @param onProcess called after each process
 */
export async function measureMemory(
  variants: readonly Variant[],
  onProcess?: () => void,
): Promise<Memory[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-memory-'))
  const peaks = variants.map((): number[] => [])
  const empty: number[] = []
  try {
    for (let round = 0; round < MEMORY_ROUNDS; round++) {
      empty.push(await peakMemory(variants[0]!.manifest.input.size))
      for (const [i, { onnx, manifest }] of variants.entries()) {
        const path = join(folder, `${i}.onnx`)
        if (round === 0) await writeFile(path, onnx)
        peaks[i]!.push(await peakMemory(manifest.input.size, path))
        onProcess?.()
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  return peaks.map((each) => ({ peak: median(each), model: median(each) - median(empty) }))
}

async function peakMemory(size: number, path?: string): Promise<number> {
  const extension = extname(new URL(import.meta.url).pathname)
  const script = fileURLToPath(new URL(`./memory-process${extension}`, import.meta.url))
  const args = [...loaderFor(extension), script, String(size), ...(path ? [path] : [])]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return Number(stdout)
}

/** TypeScript needs a loader; compiled files do not. */
function loaderFor(extension: string): string[] {
  if (extension !== '.ts') return []
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
}
