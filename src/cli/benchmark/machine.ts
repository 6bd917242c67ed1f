import { cpus, loadavg, release, type } from 'node:os'
import type { TradeoffFile } from '../../report/tradeoff-file.ts'
import { installedVersion } from '../installed-version.ts'

/** What the numbers were measured on. */
export function describeMachine(browser: string | null): TradeoffFile['machine'] {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    system: `${type()} ${release()}`,
    node: process.version,
    onnxRuntime: installedVersion('onnxruntime-node'),
    liteRt: installedVersion('@litertjs/core'),
    browser,
    loadAverage: loadavg()[0]!,
  }
}
