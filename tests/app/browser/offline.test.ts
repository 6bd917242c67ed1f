import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../../../app/serve/server.ts'
import {
  askForAnswer,
  choosePicture,
  copyOfApp,
  NO_CHROMIUM,
  type OpenedApp,
  openApp,
  SKIPPED,
} from './open-app.ts'
import { lesionPicture } from './pictures.ts'

describe.skipIf(NO_CHROMIUM)(`without a connection${SKIPPED}`, () => {
  let app: OpenedApp
  beforeAll(async () => {
    app = await openApp()
    await app.page.getByText('Model ready, works offline').waitFor()
    await app.server.close()
  })
  afterAll(() => app.close())

  it('opens and answers', async () => {
    const { page } = app
    await page.reload()
    await choosePicture(page, await lesionPicture('bcc'))
    await askForAnswer(page)
    expect(await page.locator('.classes li').count()).toBe(7)
  })

  it('exports a report', async () => {
    const { page } = app
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'PDF report' }).click(),
    ])
    const bytes = await readFile(await download.path())
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('speaks every language', async () => {
    const { page, origin } = app
    await page.goto(`${origin}/#/settings`)
    await page.getByLabel('Deutsch').check()
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    await page.getByText('MobileNetV2, 2,5 MB').waitFor()
    await page.getByLabel('Español').check()
    await page.getByRole('heading', { name: 'Ajustes' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('es')
  })

  it('never asked any other origin for anything', () => {
    const { requests, origin } = app
    expect(requests.length).toBeGreaterThan(5)
    const elsewhere = requests.filter(
      (url) => !url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url),
    )
    expect(elsewhere).toEqual([])
  })

  it('keeps no cookie and no picture', async () => {
    const { page } = app
    expect(await page.context().cookies()).toEqual([])
    const stored = await page.evaluate(async () => ({
      keys: Object.keys(localStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
    }))
    expect(stored.keys).toEqual(['preferences'])
    expect(stored.databases).toEqual([])
    expect(stored.caches.filter((name) => name.includes('picture'))).toEqual([])
  })
})

describe.skipIf(NO_CHROMIUM)(`a new version${SKIPPED}`, () => {
  it('announces itself and takes over when its user says so', async () => {
    const copy = await copyOfApp()
    const app = await openApp({ folder: copy.folder })
    const { page } = app
    await page.getByText('Model ready, works offline').waitFor()
    const other = await page.context().newPage()
    await other.goto(app.origin)
    await other.getByText('Model ready, works offline').waitFor()
    await app.server.close()
    await release(copy.folder, 'A newer DermaLite')
    const port = Number(new URL(app.origin).port)
    const server = await startServer({ folder: copy.folder, port, host: '127.0.0.1' })
    await page.reload()
    expect(await page.locator('meta[name=description]').getAttribute('content')).not.toBe(
      'A newer DermaLite',
    )
    await page.getByText('A new version is ready').waitFor()
    await other.getByText('A new version is ready').waitFor()
    await page.getByRole('button', { name: 'Update now' }).click()
    await page.waitForSelector('meta[name=description][content="A newer DermaLite"]', {
      state: 'attached',
    })
    await page.getByText('Model ready, works offline').waitFor()
    expect(await page.getByText('A new version is ready').count()).toBe(0)
    await other.getByRole('button', { name: 'Update now' }).click()
    await other.waitForSelector('meta[name=description][content="A newer DermaLite"]', {
      state: 'attached',
    })
    await app.close()
    await server.close()
    await copy.remove()
  })
})

/** Another page, and the service worker that lists it with another revision. */
async function release(folder: string, description: string): Promise<void> {
  const page = join(folder, 'index.html')
  const html = await readFile(page, 'utf8')
  await writeFile(page, html.replace(/(name="description"\s+content=")[^"]*/, `$1${description}`))
  const worker = join(folder, 'service-worker.js')
  const script = await readFile(worker, 'utf8')
  const changed = script.replace(
    /"revision":"[0-9a-f]+","url":"index\.html"/,
    '"revision":"newer","url":"index.html"',
  )
  expect(changed).not.toBe(script)
  await writeFile(worker, changed)
}
