import type { Page } from 'playwright-core'
import { DermaliteError } from '../../errors.ts'
import { launchChromium } from './chromium.ts'
import { openLiteRtPage } from './litert-page.ts'
import { testImage } from './test-image.ts'
import { type TurnOptions, timeInTurns } from './turns.ts'
import type { Variant } from './variants.ts'

/** Chrome's own measure of a slow phone beside a desktop. */
export const THROTTLING = 4

export type BrowserTimes = {
  readonly browser: string
  /** For each variant its times in milliseconds, paired by round. */
  readonly full: readonly Float64Array[]
  /** The same, with the processor slowed down `THROTTLING` times. */
  readonly throttled: readonly Float64Array[]
}

/**
 * Times .tflite models in LiteRT.js in Chromium, on one thread.
 *
 * @param variants each with a .tflite model
 * @throws DermaliteError `runtime-unavailable`: no Chromium, or a package that is not installed; `model-failed`: LiteRT
 *   reports an error, or does not compute all of a model with XNNPACK
 */
export async function timeInBrowser(
  variants: readonly (Variant & { readonly tflite: Uint8Array })[],
  { full, throttled }: { readonly full: TurnOptions; readonly throttled: TurnOptions },
): Promise<BrowserTimes> {
  const browser = await launchChromium()
  try {
    const page = await openLiteRtPage(
      browser,
      variants.map(({ tflite }) => tflite),
    )
    const faults: string[] = []
    page.on('console', (message) => isFault(message.text()) && faults.push(message.text()))
    for (const [index, variant] of variants.entries()) await openModel(page, index, variant)
    const subjects = variants.map(
      (_, index) => () => page.evaluate((which) => window.timeModel(which), index),
    )
    const fullTimes = await timeInTurns(subjects, full)
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING })
    const throttledTimes = await timeInTurns(subjects, throttled)
    if (faults.length > 0) throw failed(faults.join('; '))
    return {
      browser: `Chromium ${browser.version()}`,
      full: fullTimes,
      throttled: throttledTimes,
    }
  } finally {
    await browser.close()
  }
}

/** LiteRT writes all that it has to say to the console, information and the lack of a WebGPU among it. */
const isFault = (line: string) => /^ERROR\b/.test(line)

async function openModel(page: Page, index: number, { name, manifest }: Variant): Promise<void> {
  const { size } = manifest.input
  const fullyAccelerated = await page.evaluate(
    ([which, side, image]) => window.openModel(which, side, image),
    [index, size, Array.from(testImage(size))] as const,
  )
  if (!fullyAccelerated) throw failed(`XNNPACK does not compute all of "${name}"`)
}

function failed(problem: string): DermaliteError {
  return new DermaliteError(
    'model-failed',
    `LiteRT.js cannot be timed: ${problem}`,
    'Export the model again, or leave this out with --only accuracy memory node.',
  )
}
