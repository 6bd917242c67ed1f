import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { SCREENS } from './screens.ts'
import { openStage, type Stage } from './stage.ts'

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
  const stage = await openStage()
  await rm(TARGET, { recursive: true, force: true })
  await mkdir(TARGET, { recursive: true })
  try {
    for (const device of DEVICES) {
      for (const colours of COLOURS) {
        await takeAll(stage, device, colours)
        process.stdout.write(`${device.name} ${colours}\n`)
      }
    }
  } finally {
    await stage.close()
  }
}

async function takeAll(
  { browser, address, pictures }: Stage,
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
  const page = await context.newPage()
  await page.goto(address)
  for (const [screen, { visit, whole = false }] of Object.entries(SCREENS)) {
    await visit(page, pictures)
    await page.mouse.move(0, 0)
    const png = await page.screenshot({ fullPage: whole, animations: 'disabled' })
    await sharp(png)
      .webp({ quality: QUALITY })
      .toFile(join(TARGET, `${screen}-${name}-${colours}.webp`))
  }
  await context.close()
}

await main()
