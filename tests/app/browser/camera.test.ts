import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest'
import { askForAnswer, NO_CHROMIUM, type OpenedApp, openApp, SKIPPED } from './open-app.ts'
import { lesionVideo } from './pictures.ts'

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

  it('shows what it sees, says how good it is, and takes it', async () => {
    app = await openApp({
      args: [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${video}`,
      ],
    })
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
})
