import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askForAnswer,
  choosePicture,
  NO_CHROMIUM,
  type OpenedApp,
  openApp,
  SKIPPED,
} from './open-app.ts'
import { lesionPicture } from './pictures.ts'

let app: OpenedApp
let picture: number[]

beforeAll(async () => {
  if (NO_CHROMIUM) return
  picture = [...(await lesionPicture('df')).buffer]
  app = await openApp()
  await app.page.getByText('Model ready, works offline').waitFor()
})
afterAll(() => app?.close())

/** Hands the picture to the page as the system does: in a list of files that come with an event. */
async function give(page: Page, type: 'drop' | 'paste'): Promise<void> {
  await page.evaluate(
    ([bytes, type]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes)], 'df.png', { type: 'image/png' }))
      const event =
        type === 'drop'
          ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true })
      document.body.dispatchEvent(event)
    },
    [picture, type] as const,
  )
}

describe.skipIf(NO_CHROMIUM)(`a picture${SKIPPED}`, () => {
  it.each(['drop', 'paste'] as const)('comes by %s', async (type) => {
    await give(app.page, type)
    await app.page.waitForSelector('.stage')
    await app.page.getByRole('button', { name: 'Back' }).click()
  })

  it('comes from another app that shares it, and is kept nowhere', async () => {
    const { page, origin } = app
    await page.reload() // under the service worker
    await page.getByText('Model ready, works offline').waitFor()
    const landed = await page.evaluate(async (bytes) => {
      const form = new FormData()
      form.append('picture', new File([new Uint8Array(bytes)], 'df.png', { type: 'image/png' }))
      return (await fetch('./share', { method: 'POST', body: form, redirect: 'manual' })).type
    }, picture)
    expect(landed).toBe('opaqueredirect')
    await page.goto(`${origin}/#/shared`)
    await page.waitForSelector('.stage')
    await askForAnswer(page)
    expect(await page.evaluate(() => caches.has('shared-picture'))).toBe(false)
    await page.goto(`${origin}/#/`)
  })

  it('that lies on its side in the camera is turned upright', async () => {
    const { page } = app
    const { rotated, upright, stored } = await sidewaysPicture()
    await choosePicture(page, rotated)
    const turned = await shown(page)
    await page.getByRole('button', { name: 'Back' }).click()
    await choosePicture(page, upright)
    expect(difference(turned, await shown(page))).toBeLessThan(3)
    await page.getByRole('button', { name: 'Back' }).click()
    await choosePicture(page, stored)
    expect(difference(turned, await shown(page))).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Back' }).click()
  })
})

/** The crop's canvas, 32 pixels a side: RGBA. */
const shown = (page: Page) =>
  page.locator('.stage canvas').evaluate((canvas) => {
    const context = new OffscreenCanvas(32, 32).getContext('2d')!
    context.drawImage(canvas as HTMLCanvasElement, 0, 0, 32, 32)
    return [...context.getImageData(0, 0, 32, 32).data]
  })

const difference = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length

/** The same picture upright, stored turned with an orientation that says so, and stored turned without. */
async function sidewaysPicture() {
  const { buffer } = await lesionPicture('mel', { width: 300, height: 400 })
  const turned = await sharp(buffer).rotate(270).toBuffer()
  const jpeg = (content: Buffer) => ({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: content })
  return {
    upright: jpeg(await sharp(buffer).jpeg().toBuffer()),
    stored: jpeg(await sharp(turned).jpeg().toBuffer()),
    rotated: jpeg(await sharp(turned).withMetadata({ orientation: 6 }).jpeg().toBuffer()),
  }
}

describe.skipIf(NO_CHROMIUM)(`two fingers${SKIPPED}`, () => {
  it('zoom, one moves', async () => {
    const { page, origin } = app
    await page.goto(`${origin}/#/`)
    await choosePicture(page, await lesionPicture('nv', { width: 800, height: 600 }))
    const zoom = page.getByRole('slider', { name: 'Zoom' })
    await zoom.fill('0')
    const box = (await page.locator('.stage').boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const cdp = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...apart: number[]) =>
      cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: apart.map((distance, id) => ({ x: x + distance, y, id })),
      })
    await touch('touchStart', -30, 30)
    for (let spread = 40; spread <= 90; spread += 10) await touch('touchMove', -spread, spread)
    await touch('touchEnd')
    await expect.poll(async () => Number(await zoom.inputValue())).toBeGreaterThan(Math.log(2))
    const before = await page.locator('.stage canvas').screenshot()
    await touch('touchStart', 0)
    for (let way = 10; way <= 60; way += 10) await touch('touchMove', way)
    await touch('touchEnd')
    expect((await page.locator('.stage canvas').screenshot()).equals(before)).toBe(false)
  })
})

describe.skipIf(NO_CHROMIUM)(`settings${SKIPPED}`, () => {
  const shares = () =>
    app.page
      .locator('.class-share')
      .evaluateAll((all) => all.map((each) => Number((each as HTMLDataElement).value)))

  it('change how it answers', async () => {
    const { page, origin } = app
    const answerWith = async (setting: string | undefined) => {
      await page.goto(`${origin}/#/settings`)
      if (setting) await page.getByLabel(setting).check()
      await page.goto(`${origin}/#/`)
      await choosePicture(page, await lesionPicture('bkl'))
      await askForAnswer(page)
      const answer = await shares()
      await page.getByRole('button', { name: 'New picture' }).click()
      return answer
    }
    const plain = await answerWith(undefined)
    expect(await answerWith(undefined)).toEqual(plain)
    const thorough = await answerWith('Thorough mode')
    expect(thorough).not.toEqual(plain)
    expect(await answerWith('As in the training pictures')).not.toEqual(thorough)
  })

  it('are remembered', async () => {
    const { page, origin } = app
    await page.goto(`${origin}/#/settings`)
    await page.getByLabel('Dark').check()
    await page.getByLabel('Largest').check()
    await page.reload()
    expect(await page.getByLabel('Dark').isChecked()).toBe(true)
    expect(await page.getByLabel('Thorough mode').isChecked()).toBe(true)
    expect(await page.locator('html').evaluate((html) => html.style.fontSize)).toBe('150%')
    const ground = await page.evaluate(() => getComputedStyle(document.body).color)
    expect(ground).toBe('rgb(236, 242, 241)')
  })
})
