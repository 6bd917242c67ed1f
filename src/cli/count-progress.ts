import { createProgress, type Progress, type ProgressOutput } from './progress.ts'

export type CountProgress = {
  /** How much is done, of how much; the first call starts the bar. */
  moveTo(done: number, total: number): void
  stop(): void
}

/** Progress of work that reports counts, and whose length is not known beforehand. */
export function countProgress(
  label: string,
  unit: string,
  output: ProgressOutput = process.stderr,
): CountProgress {
  let progress: Progress | undefined
  let shown = 0
  return {
    moveTo(done, total) {
      if (progress === undefined) {
        progress = createProgress({ label, unit, total, done }, output)
        shown = done
      }
      progress.advance(done - shown)
      shown = done
    },
    stop() {
      progress?.stop()
      progress = undefined
    },
  }
}
