import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'
import { startServer } from '../app/serve/server.ts'
import { LESION_CLASSES } from '../src/classes.ts'
import { drawLesion } from '../src/dataset/synthetic/lesion.ts'
import { encodeJpeg } from '../src/image/node/encode.ts'
import { median } from '../src/metrics/quantile.ts'
import { textTable } from '../src/text-table.ts'

// From a photo of 12 megapixels to its answer in the built app (`npm run build:app`), in Chromium: the page at full speed against
// the page at a quarter of it; the first photo against the later ones; long tasks of the page and its memory.
// Chromium slows the page down, not its worker: on a phone the model takes longer than it does here.

const { values } = parseArgs({ options: { photos: { type: 'string', default: '12' } } })
const PHOTO = { width: 4000, height: 3000 }
const THROTTLING = [1, 4] as const

const COLUMNS = [
  'page',
  'first photo',
  'first answer',
  'later photo',
  'later answer',
  'longest task',
]
  .concat('heap after 3', 'heap at the end')
  .map((title, i) => ({ title, align: i === 0 ? 'left' : 'right' }) as const)

type Timing = { readonly open: number; readonly answer: number }

const server = await startServer({
  folder: fileURLToPath(new URL('../app/dist', import.meta.url)),
  port: 0,
  host: '127.0.0.1',
})
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--enable-precise-memory-info', '--js-flags=--expose-gc'],
})
const folder = await mkdtemp(join(tmpdir(), 'dermalite-bench-'))
const photos = await Promise.all(
  LESION_CLASSES.slice(0, 3).map(async (name) => {
    const path = join(folder, `${name}.jpg`)
    const lesion = drawLesion({ class: name, seed: 1, lesion: 0, view: 0 }, PHOTO)
    await writeFile(path, await encodeJpeg(lesion))
    return path
  }),
)
try {
  const rows: string[][] = []
  for (const rate of THROTTLING) rows.push(await measure(rate, Number(values.photos)))
  process.stdout.write(`${textTable(COLUMNS, rows)}\n`)
} finally {
  await browser.close()
  await server.close()
  await rm(folder, { recursive: true })
}

async function measure(rate: number, count: number): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    localStorage.setItem('preferences', '{"introSeen":true}')
    const scope = globalThis as { longest?: number }
    scope.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        scope.longest = Math.max(scope.longest ?? 0, duration)
      }
    }).observe({ type: 'longtask' })
    for (const type of ['change', 'click']) {
      addEventListener(type, () => Object.assign(scope, { since: performance.now() }), true)
    }
  })
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate })
  await page.goto(`http://127.0.0.1:${server.port}/`)
  await page.waitForSelector('.engine-status .ready')
  const timings: Timing[] = []
  const heaps: number[] = []
  for (let i = 0; i < count; i++) {
    timings.push(await classifyOne(page, photos[i % photos.length]!))
    heaps.push(await heapOf(page))
  }
  const longest = await page.evaluate(() => (globalThis as { longest?: number }).longest ?? 0)
  await context.close()
  const [first, ...later] = timings
  const ms = (value: number) => `${Math.round(value)} ms`
  const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`
  return [
    rate === 1 ? 'full speed' : `1/${rate} speed`,
    ms(first!.open),
    ms(first!.answer),
    ms(median(later.map(({ open }) => open))),
    ms(median(later.map(({ answer }) => answer))),
    ms(longest),
    mb(heaps[2] ?? heaps[0]!),
    mb(heaps.at(-1)!),
  ]
}

/** Milliseconds from the chosen file to its crop, and from the question to the answer on the screen. */
async function classifyOne(page: Page, photo: string): Promise<Timing> {
  await page.setInputFiles('input[type=file]', photo)
  const open = await sinceUntil(page, '.stage')
  await page.getByRole('button', { name: 'Look at it' }).click()
  const answer = await sinceUntil(page, '.triage')
  await page.getByRole('button', { name: 'New picture' }).click()
  return { open, answer }
}

/** Milliseconds from the last change or click until something is on the screen. */
function sinceUntil(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    while (!document.querySelector(wanted)) await new Promise(requestAnimationFrame)
    return performance.now() - Number((globalThis as { since?: number }).since)
  }, selector)
}

async function heapOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    ;(globalThis as { gc?: () => void }).gc?.()
    return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize
  })
}
