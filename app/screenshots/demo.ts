import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { encodeVideo } from './encode-video.ts'
import { play } from './scenes.ts'
import { startScreencast } from './screencast.ts'
import { openStage } from './stage.ts'

const TARGET = fileURLToPath(new URL('../../docs/demo.webm', import.meta.url))
const VIDEO = { framesPerSecond: 20, bitsPerSecond: 450_000, end: 1 } as const

/** Films a visit of the app, with a drawn lesion before its camera, into docs/demo.webm. */
async function main(): Promise<void> {
  const { browser, address, pictures, close } = await openStage()
  try {
    const context = await browser.newContext({
      viewport: { width: 390, height: 780 },
      deviceScaleFactor: 1.5,
      hasTouch: true,
      isMobile: true,
      locale: 'en-GB',
    })
    const page = await context.newPage()
    await showTouches(page)
    await page.goto(address)
    const screencast = await startScreencast(page)
    await play(page, address, pictures)
    const frames = await screencast.stop()
    process.stdout.write(`${frames.length} frames\n`)
    const file = await encodeVideo(browser, frames, { address, ...VIDEO })
    await writeFile(TARGET, file)
    process.stdout.write(`docs/demo.webm, ${(file.length / 1e6).toFixed(1)} MB\n`)
  } finally {
    await close()
  }
}

/** Draws a spot where the screen is touched. */
async function showTouches(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener('pointerdown', ({ clientX, clientY }) => {
      const spot = document.createElement('div')
      const { style } = spot
      Object.assign(style, {
        position: 'fixed',
        left: `${clientX - 22}px`,
        top: `${clientY - 22}px`,
        width: '44px',
        height: '44px',
        borderRadius: '50%',
        background: '#0b6e6966',
        border: '2px solid #fffc',
        pointerEvents: 'none',
        zIndex: '1000',
      })
      document.body.append(spot)
      spot
        .animate([{ opacity: 1 }, { opacity: 0, transform: 'scale(1.5)' }], 600)
        .finished.then(() => spot.remove())
    })
  })
}

await main()
