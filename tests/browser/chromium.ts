import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium, type Page } from 'playwright-core'

const ORIGIN = 'http://dermalite.test'

const path = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** The browser that $CHROMIUM names, or else the system's; undefined where there is none. */
export const CHROMIUM = existsSync(path) ? path : undefined

/**
 * Opens a page of the repository in Chromium.
 *
 * @param page its path below the repository
 * @param files content that the page finds under paths of its own
 */
export async function openPage(
  page: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Page> {
  const browser = await chromium.launch({ executablePath: CHROMIUM! })
  const shown = await browser.newPage()
  await shown.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    const content = files[pathname]
    if (content) return route.fulfill({ body: Buffer.from(content) })
    const file = resolve(`.${pathname}`)
    return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 })
  })
  await shown.goto(`${ORIGIN}/${page}`)
  return shown
}
