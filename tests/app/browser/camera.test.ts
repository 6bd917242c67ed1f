import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { askForAnswer, NO_CHROMIUM, type OpenedApp, openApp, SKIPPED } from './open-app.ts'
import { lesionPicture, lesionVideo } from './pictures.ts'

describe.skipIf(NO_CHROMIUM)(`the camera${SKIPPED}`, () => {
  let folder: string
  let video: string
  let app: OpenedApp

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dermalite-video-'))
    video = join(folder, 'lesion.mjpeg')
    await writeFile(video, await lesionVideo('nv'))
  })
  afterEach(() => app.close())
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const withCamera = () =>
    openApp({
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${video}`,
      ],
    })

  it('shows what it sees, says how good it is, and takes it', async () => {
    app = await withCamera()
    const { page } = app
    await page.getByRole('button', { name: 'Take a photo' }).click()
    await page
      .getByText(
        /Sharp and well lit|Hold still|More light|Less light|Reflections|Go closer|Show all/,
      )
      .waitFor()
    await page.getByRole('button', { name: 'Take the picture' }).click()
    await page.waitForSelector('.stage')
    await askForAnswer(page)
  })

  it('takes nothing before the first frame, and the picture after it', async () => {
    app = await withCamera()
    const { page } = app
    await page.evaluate(() => {
      const { prototype } = HTMLVideoElement
      const width = Object.getOwnPropertyDescriptor(prototype, 'videoWidth')!
      Object.defineProperty(prototype, 'videoWidth', { configurable: true, get: () => 0 })
      addEventListener('first-frame', () => Object.defineProperty(prototype, 'videoWidth', width))
    })
    await page.getByRole('button', { name: 'Take a photo' }).click()
    const shutter = page.getByRole('button', { name: 'Take the picture' })
    await shutter.click()
    await page.evaluate(() => dispatchEvent(new Event('first-frame')))
    await shutter.click()
    await page.waitForSelector('.stage')
  })

  it('has the focus on its title, where a screen reader begins', async () => {
    app = await withCamera()
    const { page } = app
    await page.getByRole('button', { name: 'Take a photo' }).click()
    await page.getByRole('button', { name: 'Take the picture' }).waitFor()
    const focused = () => page.evaluate(() => document.activeElement!.textContent)
    await expect.poll(focused).toBe('Camera')
  })

  it('that is denied is no dead end', async () => {
    app = await openApp({
      args: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
    })
    const { page } = app
    await page.getByRole('button', { name: 'Take a photo' }).click()
    await page.getByText('The camera is not allowed').waitFor()
    await page.getByText('Choose a picture', { exact: true }).waitFor()
  })

  it('that is missing is no dead end', async () => {
    app = await openApp({ args: ['--use-fake-ui-for-media-stream'] })
    const { page } = app
    await page.getByRole('button', { name: 'Take a photo' }).click()
    await page.getByText('No camera here').waitFor()
    await page.getByText('Choose a picture', { exact: true }).waitFor()
  })

  it('that is missing takes one picture at a time', async () => {
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    app = await openApp({
      args: ['--use-fake-ui-for-media-stream'],
      context: { serviceWorkers: 'block' },
      prepare: (page) =>
        page.route('**/assets/worker-*.js', async (route) => {
          await arrived
          await route.continue()
        }),
    })
    const { page } = app
    await page.getByRole('button', { name: 'Take a photo' }).click()
    await page.getByText('No camera here').waitFor()
    const picker = page.locator('input[type=file]')
    await picker.setInputFiles(await lesionPicture('nv'))
    await expect.poll(() => picker.isDisabled()).toBe(true)
    arrive()
    await page.waitForSelector('.stage')
  })
})
