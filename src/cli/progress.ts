import { SingleBar } from 'cli-progress'

export type ProgressOptions = {
  readonly label: string
  readonly total: number
  /** Done before the start; the rate leaves it out. */
  readonly done?: number
  /** What is counted, in the plural: `images`. */
  readonly unit: string
}

export type Progress = {
  /** @param note shown behind the numbers, such as the loss */
  advance(count?: number, note?: string): void
  stop(): void
}

export type ProgressOutput = NodeJS.WritableStream & { readonly isTTY?: boolean }

const PLAIN_STEPS = 10

/** A bar with the rate and the time left on a terminal, a plain line every tenth of the way elsewhere. */
export function createProgress(
  options: ProgressOptions,
  output: ProgressOutput = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  return output.isTTY ? bar(options, output, now) : plainLines(options, output, now)
}

type Rate = { readonly perSecond: number; readonly secondsLeft: number }

/** Average speed since the start. */
function rateOf(finished: number, left: number, milliseconds: number): Rate {
  const perSecond = milliseconds > 0 ? (finished / milliseconds) * 1000 : 0
  return { perSecond, secondsLeft: perSecond > 0 ? left / perSecond : 0 }
}

function bar(
  { label, total, unit, done: before = 0 }: ProgressOptions,
  output: ProgressOutput,
  now: () => number,
): Progress {
  const start = now()
  const single = new SingleBar({
    stream: output,
    hideCursor: true,
    format: `${label} {bar} {value}/{total} ${unit}  {rate}/s  {left} left  {note}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
  })
  single.start(total, before, { rate: '–', left: '–', note: '' })
  let done = before
  return {
    advance(count = 1, note = '') {
      done += count
      const { perSecond, secondsLeft } = rateOf(done - before, total - done, now() - start)
      single.update(done, {
        rate: formatRate(perSecond),
        left: formatDuration(secondsLeft),
        note,
      })
    },
    stop: () => single.stop(),
  }
}

function plainLines(
  { label, total, unit, done: before = 0 }: ProgressOptions,
  output: ProgressOutput,
  now: () => number,
): Progress {
  const start = now()
  const stepOf = (count: number) => Math.floor((count / total) * PLAIN_STEPS)
  let done = before
  let step = stepOf(before)
  return {
    advance(count = 1, note = '') {
      done += count
      const reached = stepOf(done)
      if (reached === step) return
      step = reached
      const { perSecond, secondsLeft } = rateOf(done - before, total - done, now() - start)
      const share = `${Math.round((done / total) * 100)} %`
      output.write(
        `${label}: ${done}/${total} ${unit} (${share}), ${formatRate(perSecond)}/s, ` +
          `${formatDuration(secondsLeft)} left${note && `, ${note}`}\n`,
      )
    },
    stop() {},
  }
}

function formatRate(perSecond: number): string {
  return perSecond.toFixed(perSecond < 10 ? 1 : 0)
}

/** `42 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${two(whole % 60)} s`
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}
