import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { type RunningServer, startServer } from '../../../app/serve/server.ts'
import { CHROMIUM } from '../../browser/chromium.ts'

/** Behind the name of a group of tests: why they are skipped. */
export const SKIPPED = CHROMIUM ? '' : ' (skipped: no Chromium at $CHROMIUM or /usr/bin/chromium)'
export const NO_CHROMIUM = CHROMIUM === undefined

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'en-GB',
}

export type OpenedApp = {
  readonly page: Page
  readonly origin: string
  readonly server: RunningServer
  /** Every address that the page or its workers asked for. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

export type OpenOptions = {
  readonly context?: BrowserContextOptions
  /** Of Chromium. */
  readonly args?: readonly string[]
  /** Whether the introduction was read before; default true. */
  readonly introSeen?: boolean
  readonly isolated?: boolean
  /** Default: the built app. */
  readonly folder?: string
  /** Before the page is opened. */
  prepare?(page: Page): Promise<unknown>
}

/** Serves the app and opens it as a phone does. */
export async function openApp({
  context: options = {},
  args = [],
  introSeen = true,
  isolated = true,
  folder = inject('appFolder'),
  prepare,
}: OpenOptions = {}): Promise<OpenedApp> {
  const server = await startServer({ folder, port: 0, host: '127.0.0.1', isolated })
  const origin = `http://127.0.0.1:${server.port}`
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM!, args: [...args] })
  const context = await browser.newContext({ ...PHONE, ...options })
  const requests: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  if (introSeen) {
    await page.addInitScript(() => {
      if (!localStorage.getItem('preferences')) {
        localStorage.setItem('preferences', JSON.stringify({ introSeen: true }))
      }
    })
  }
  await prepare?.(page)
  await page.goto(`${origin}/`)
  await page.waitForSelector('h1')
  return {
    page,
    origin,
    server,
    requests,
    async close() {
      await browser.close()
      await server.close().catch(() => {}) // a test may have closed it
    },
  }
}

/** A copy of the built app that a test may change. */
export async function copyOfApp(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-app-copy-'))
  await cp(inject('appFolder'), folder, { recursive: true })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Chooses a picture and waits for its crop. */
export async function choosePicture(page: Page, picture: Picture): Promise<void> {
  await page.setInputFiles('input[type=file]', picture)
  await page.waitForSelector('.stage')
}

/** Goes from the crop to the answer. */
export async function askForAnswer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.waitForSelector('.triage')
  // a picture that cannot be judged keeps its numbers back
  const reveal = page.getByRole('button', { name: 'Show the numbers anyway' })
  if (await reveal.isVisible()) await reveal.click()
  await page.waitForSelector('.classes')
}

/** Goes from the first screen to the answer. */
export async function classify(page: Page, origin: string, picture: Picture): Promise<void> {
  await page.goto(`${origin}/#/`)
  await choosePicture(page, picture)
  await askForAnswer(page)
}

export type Picture = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }
