import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Mediabunny from 'mediabunny'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import type { Frame } from './screencast.ts'

const BUNDLES = dirname(createRequire(import.meta.url).resolve('mediabunny'))
const LIBRARY = join(BUNDLES, 'mediabunny.min.mjs')

export type VideoOptions = {
  /** Of a page whose origin may encode video: https, or this machine. */
  readonly address: string
  readonly framesPerSecond: number
  readonly bitsPerSecond: number
  /** How long the last frame stays, in seconds. */
  readonly end: number
}

/** Frames as a WebM file (VP9), encoded by the browser. */
export async function encodeVideo(
  browser: Browser,
  frames: readonly Frame[],
  { address, ...options }: VideoOptions,
): Promise<Buffer> {
  const context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.route('**/mediabunny.mjs', async (route) =>
    route.fulfill({ contentType: 'text/javascript', body: await readFile(LIBRARY, 'utf8') }),
  )
  await page.route('**/frames/*', (route) => {
    const index = Number(new URL(route.request().url()).pathname.split('/').at(-1))
    return route.fulfill({ contentType: 'image/jpeg', body: frames[index]!.jpeg })
  })
  await page.goto(address)
  const seconds = frames.map((frame) => frame.seconds)
  const { width, height } = await sharp(frames[0]!.jpeg).metadata()
  const base64 = await page.evaluate(encodeInPage, { ...options, seconds, width, height })
  await context.close()
  return Buffer.from(base64, 'base64')
}

type Task = Omit<VideoOptions, 'address'> & {
  readonly seconds: readonly number[]
  readonly width: number
  readonly height: number
}

/** Runs in the page, and so can use nothing from around it, nor have functions of its own. */
async function encodeInPage({ seconds, width, height, framesPerSecond, bitsPerSecond, end }: Task) {
  const library = new URL('mediabunny.mjs', document.baseURI).href
  const { BufferTarget, CanvasSource, Output, WebMOutputFormat } = (await import(
    library
  )) as typeof Mediabunny
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() })
  const source = new CanvasSource(canvas, { codec: 'vp9', bitrate: bitsPerSecond })
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  let shown = -1
  const count = Math.ceil((seconds.at(-1)! + end) * framesPerSecond)
  for (let frame = 0; frame < count; frame++) {
    const now = frame / framesPerSecond
    let latest = Math.max(shown, 0)
    while (latest + 1 < seconds.length && seconds[latest + 1]! <= now) latest++
    if (latest !== shown) {
      const file = await fetch(`frames/${latest}`)
      const picture = await createImageBitmap(await file.blob())
      context.drawImage(picture, 0, 0, canvas.width, canvas.height)
      picture.close()
      shown = latest
    }
    await source.add(now, 1 / framesPerSecond)
  }
  await output.finalize()
  const bytes = new Uint8Array(output.target.buffer!)
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
