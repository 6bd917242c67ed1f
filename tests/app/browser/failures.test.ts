import { afterEach, describe, expect, it } from 'vitest'
import {
  askForAnswer,
  choosePicture,
  NO_CHROMIUM,
  type OpenedApp,
  type OpenOptions,
  openApp,
  SKIPPED,
} from './open-app.ts'
import { lesionPicture } from './pictures.ts'

let app: OpenedApp
const open = async (options: OpenOptions) => {
  app = await openApp({ context: { serviceWorkers: 'block' }, ...options })
  return app.page
}

afterEach(() => app.close())

const file = (name: string, mimeType: string, content: string) => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
})

describe.skipIf(NO_CHROMIUM)(`what can go wrong${SKIPPED}`, () => {
  it('a damaged model is refused, and another try may succeed', async () => {
    let damaged = true
    const page = await open({
      async prepare(page) {
        await page.route('**/*.tflite', async (route) => {
          if (!damaged) return route.continue()
          const response = await route.fetch()
          const body = await response.body()
          body[body.length >> 1]! ^= 0xff
          return route.fulfill({ response, body })
        })
      },
    })
    await page.getByText('The model file is damaged').waitFor()
    damaged = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Model ready').waitFor()
  })

  it('a damaged model is not kept: another try may succeed', async () => {
    let damaged = true
    const page = await open({
      context: { serviceWorkers: 'allow' },
      async prepare(page) {
        const context = page.context()
        await context.route('**/*.tflite', (route) => {
          if (!damaged) return route.continue()
          const headers = { 'Cache-Control': 'no-store' }
          return route.fulfill({ body: '<h1>Please log in</h1>', headers })
        })
      },
    })
    await page.getByText('The model file is damaged').waitFor()
    damaged = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Model ready, works offline').waitFor()
  })

  it('a worker that did not come is fetched again', async () => {
    let missing = true
    const page = await open({
      prepare: (page) =>
        page.route('**/assets/worker-*.js', (route) =>
          missing ? route.abort() : route.continue(),
        ),
    })
    await page.getByText('Something unexpected happened.').waitFor()
    missing = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Model ready').waitFor()
  })

  it('a missing model is said, with a picture waiting too', async () => {
    const page = await open({
      prepare: (page) => page.route('**/*.tflite', (route) => route.abort()),
    })
    await page.getByText('The model could not be loaded.').first().waitFor()
    await choosePicture(page, await lesionPicture('nv'))
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByRole('alert').getByText('The model could not be loaded.').waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
  })

  it('WebAssembly that is blocked is said', async () => {
    const page = await open({
      prepare: (page) =>
        page.route('**/assets/worker-*.js', async (route) => {
          const response = await route.fetch()
          const headers = { ...response.headers(), 'content-security-policy': "script-src 'self'" }
          return route.fulfill({ response, headers })
        }),
    })
    await page.getByText('does not run WebAssembly, or blocks it').waitFor()
  })

  it.each([
    [
      'something else',
      file('notes.txt', 'image/jpeg', 'no picture'),
      'no picture that the browser',
    ],
    ['an empty file', file('empty.jpg', 'image/jpeg', ''), 'The file is empty'],
  ])('%s is no picture', async (_, picture, message) => {
    const page = await open({})
    await page.setInputFiles('input[type=file]', picture)
    await page.getByRole('alert').getByText(message).waitFor()
    expect(await page.locator('.stage').count()).toBe(0)
  })

  it('a picture of a few pixels is too small', async () => {
    const page = await open({})
    const picture = await lesionPicture('nv', { width: 12, height: 12 })
    await page.setInputFiles('input[type=file]', picture)
    await page.getByRole('alert').getByText('too small to judge').waitFor()
  })

  it('a picture of 50 megapixels is answered', async () => {
    const page = await open({})
    const buffer = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(8660, 5774)
      const context = canvas.getContext('2d')!
      context.fillStyle = '#e8b090'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.fillStyle = '#6a3722'
      context.beginPath()
      context.arc(4300, 2900, 1400, 0, 7)
      context.fill()
      const blob = await canvas.convertToBlob({ type: 'image/jpeg' })
      return [...new Uint8Array(await blob.arrayBuffer())]
    })
    const picture = { name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(buffer) }
    await choosePicture(page, picture)
    await askForAnswer(page)
  })

  it('a browser that stores nothing forgets, and works', async () => {
    const page = await open({
      introSeen: false,
      prepare: (page) =>
        page.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('denied', 'SecurityError')
            },
          })
        }),
    })
    await page.getByRole('button', { name: 'I understand, start' }).click()
    await page.getByText('Model ready').waitFor()
  })

  it('a host without COOP and COEP is enough', async () => {
    const page = await open({ isolated: false })
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await choosePicture(page, await lesionPicture('vasc'))
    await askForAnswer(page)
  })
})
