import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'
import { drawLesion } from '../../src/dataset/synthetic/lesion.ts'
import { encodeJpeg } from '../../src/image/node/encode.ts'
import { startServer } from '../serve/server.ts'
import type { Pictures } from './screens.ts'

const APP = fileURLToPath(new URL('..', import.meta.url))
const VIDEO_FRAMES = 10

export type Stage = {
  readonly browser: Browser
  /** Of the app. */
  readonly address: string
  readonly pictures: Pictures
  close(): Promise<void>
}

/** The app, built and served, and a browser whose camera looks at a drawn lesion. */
export async function openStage(): Promise<Stage> {
  await build({ configFile: `${APP}vite.config.ts`, logLevel: 'error' })
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-stage-'))
  const [first, second, video] = ['first.jpg', 'second.jpg', 'camera.mjpeg'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const frame = await lesionJpeg(0)
  await writeFile(first, frame)
  await writeFile(second, await lesionJpeg(1))
  await writeFile(video, Buffer.concat(Array.from({ length: VIDEO_FRAMES }, () => frame)))
  const server = await startServer({ folder: `${APP}dist`, port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
    ],
  })
  return {
    browser,
    address: `http://127.0.0.1:${server.port}/`,
    pictures: { first, second },
    async close() {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One lesion, drawn anew for each view of it. */
function lesionJpeg(view: number): Promise<Uint8Array> {
  const lesion = drawLesion(
    { class: 'akiec', seed: 6, lesion: 0, view },
    { width: 960, height: 720 },
  )
  return encodeJpeg(lesion)
}
