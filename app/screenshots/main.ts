import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { build } from 'vite'
import { drawLesion } from '../../src/dataset/synthetic/lesion.ts'
import { encodeJpeg } from '../../src/image/node/encode.ts'
import { startServer } from '../serve/server.ts'
import { SCREENS } from './screens.ts'

const APP = fileURLToPath(new URL('..', import.meta.url))
const TARGET = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const DEVICES = [
  { name: '360', width: 360, height: 780 },
  { name: '412', width: 412, height: 915 },
  { name: 'tablet', width: 1024, height: 768 },
] as const
const COLOURS = ['light', 'dark'] as const
const QUALITY = 80

/** Takes every screen of the app, with a drawn lesion, into docs/screenshots/<screen>-<device>-<colours>.webp. */
async function main(): Promise<void> {
  await build({ configFile: `${APP}vite.config.ts`, logLevel: 'error' })
  await rm(TARGET, { recursive: true, force: true })
  await mkdir(TARGET, { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-screenshots-'))
  const lesion = drawLesion(
    { class: 'akiec', seed: 6, lesion: 0, view: 0 },
    { width: 960, height: 720 },
  )
  const picture = join(folder, 'lesion.jpg')
  const video = join(folder, 'lesion.mjpeg')
  const file = await encodeJpeg(lesion)
  await writeFile(picture, file)
  await writeFile(video, Buffer.concat(Array.from({ length: 10 }, () => file)))
  const server = await startServer({ folder: `${APP}dist`, port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
    ],
  })
  try {
    for (const device of DEVICES) {
      for (const colours of COLOURS) {
        await takeAll(browser, `http://127.0.0.1:${server.port}/`, picture, device, colours)
        process.stdout.write(`${device.name} ${colours}\n`)
      }
    }
  } finally {
    await browser.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function takeAll(
  browser: Browser,
  address: string,
  picture: string,
  { name, width, height }: (typeof DEVICES)[number],
  colours: (typeof COLOURS)[number],
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: colours,
    reducedMotion: 'reduce',
    hasTouch: true,
    isMobile: true,
    locale: 'en-GB',
  })
  const page: Page = await context.newPage()
  await page.goto(address)
  for (const [screen, { visit, whole = false }] of Object.entries(SCREENS)) {
    await visit(page, picture)
    await page.mouse.move(0, 0)
    const png = await page.screenshot({ fullPage: whole, animations: 'disabled' })
    await sharp(png)
      .webp({ quality: QUALITY })
      .toFile(join(TARGET, `${screen}-${name}-${colours}.webp`))
  }
  await context.close()
}

await main()
