import type { TrainEvents } from '../../train/events.ts'
import type { EpochRow } from '../../train/state.ts'
import { createProgress, type Progress, type ProgressOutput } from '../progress.ts'

/** Prints a run as it goes: a bar for each epoch's steps and validation, and one line for each finished epoch. */
export function trainingReporter(
  totalEpochs: number,
  output: ProgressOutput = process.stderr,
): TrainEvents & { stop(): void } {
  let progress: Progress | undefined
  let stage = ''
  let done = 0
  const enter = (label: string, total: number, unit: string) => {
    if (stage === label) return
    stop()
    progress = createProgress({ label, total, unit }, output)
    stage = label
    done = 0
  }
  const moveTo = (position: number, note?: string) => {
    progress?.advance(position - done, note)
    done = position
  }
  const stop = () => {
    progress?.stop()
    progress = undefined
    stage = ''
  }
  return {
    stop,
    onCache(count, total) {
      enter('decoding', total, 'images')
      moveTo(count)
      if (count === total) stop()
    },
    onEpochStart(epoch, size, steps, firstStep) {
      enter(`epoch ${epoch + 1}/${totalEpochs} at ${size} px`, steps - firstStep, 'steps')
    },
    onStep({ loss, milliseconds, images }) {
      const speed = `${((1000 * images) / milliseconds).toFixed(0)} images/s`
      moveTo(done + 1, `loss ${loss.toFixed(3)}, ${speed}`)
    },
    onValidation(count, total) {
      enter('validating', total, 'images')
      moveTo(count)
      if (count === total) stop()
    },
    onEpochEnd(row, best) {
      stop()
      output.write(`${formatEpoch(row, totalEpochs)}${best ? '  (best so far)' : ''}\n`)
    },
    onMessage: (message) => output.write(`${message}\n`),
  }
}

export function formatEpoch(row: EpochRow, totalEpochs: number): string {
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  return (
    `epoch ${row.epoch}/${totalEpochs}: ` +
    `train loss ${number(row.trainLoss)}, accuracy ${number(row.trainAccuracy)}; ` +
    `val loss ${number(row.valLoss)}, accuracy ${number(row.valAccuracy)}, ` +
    `balanced accuracy ${number(row.valBalancedAccuracy)}, macro AUC ${number(row.valMacroAuc)}; ` +
    `${row.imagesPerSecond.toFixed(0)} images/s`
  )
}
