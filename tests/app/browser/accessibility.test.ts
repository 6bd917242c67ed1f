import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'
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

const AXE = createRequire(import.meta.url).resolve('axe-core')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  )
  const { violations } = await page.evaluate(
    (values) =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: { type: 'tag', values },
      }),
    RULES,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`))
}

/** Things to press that are smaller than a fingertip. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, label, input:not([type=file])')]
      .filter((each) => !each.closest('label, .toggle') || each.tagName === 'LABEL')
      .filter((each) => !each.matches('.toggle > label, .heat-controls > label, .field > label'))
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(({ each, box }) => `${each.outerHTML.slice(0, 80)} ${box.width}x${box.height}`),
  )

describe.skipIf(NO_CHROMIUM).each(['light', 'dark'] as const)(
  `in %s colours${SKIPPED}`,
  (colorScheme) => {
    let app: OpenedApp
    const check = async () => {
      expect(await violations(app.page)).toEqual([])
      expect(await smallTargets(app.page)).toEqual([])
    }

    beforeAll(async () => {
      app = await openApp({
        introSeen: false,
        context: { colorScheme, reducedMotion: 'reduce', bypassCSP: true },
        prepare: (page) => page.addInitScript({ path: AXE }),
      })
    })
    afterAll(() => app.close())

    it('the introduction stands up to WCAG 2.2 AA', async () => {
      await check()
      await app.page.getByRole('button', { name: 'I understand, start' }).click()
    })

    it('the first screen does', async () => {
      await app.page.getByText('Model ready').waitFor()
      await check()
    })

    it('the camera screen without a camera does', async () => {
      await app.page.getByRole('button', { name: 'Take a photo' }).click()
      await app.page.getByText('No camera here').waitFor()
      await check()
      await app.page.getByRole('button', { name: 'Back' }).click()
    })

    it('the crop does', async () => {
      await choosePicture(app.page, await lesionPicture('mel'))
      await check()
    })

    it('the answer does', async () => {
      await askForAnswer(app.page)
      await check()
    })

    it('the checklist does', async () => {
      await app.page.getByRole('link', { name: 'Answer a few questions' }).click()
      await app.page.getByLabel('It has changed in size').check()
      await check()
      await app.page.getByRole('button', { name: 'Done' }).click()
    })

    it('keeping a result, its lesion, the picture, the comparison and the history do', async () => {
      const { page, origin } = app
      await page.getByRole('button', { name: 'Turn the history on' }).click()
      for (let pictures = 1; pictures <= 2; pictures++) {
        await page.goto(`${origin}/#/`)
        await choosePicture(page, await lesionPicture('nv'))
        await askForAnswer(page)
        await page.getByRole('button', { name: 'Keep this result' }).click()
        if (pictures > 1) await page.getByLabel('Lesion 1').check()
        else await page.getByLabel('Place on the body').selectOption('hand-left')
        await check()
        await page.getByRole('button', { name: 'Keep it' }).click()
        await page.waitForSelector('.timeline')
      }
      await page.getByText('Name and place').click()
      await check()
      await page.getByRole('link', { name: 'Compare pictures' }).click()
      await page.waitForSelector('.comparison')
      await check()
      await page.getByRole('button', { name: 'Back' }).click()
      await page.locator('.timeline a').first().click()
      await page.waitForSelector('.triage')
      await check()
      await page.goto(`${origin}/#/history`)
      await page.waitForSelector('.lesions')
      await check()
      await page.getByRole('button', { name: 'Delete everything' }).click()
      await check()
      await page.getByRole('button', { name: 'Cancel' }).click()
    })

    it.each(['settings', 'about'])('the screen “%s” does', async (screen) => {
      await app.page.goto(`${app.origin}/#/${screen}`)
      await app.page.getByRole('heading', { level: 1 }).waitFor()
      await check()
    })
  },
)

describe.skipIf(NO_CHROMIUM)(`with the largest text on a narrow screen${SKIPPED}`, () => {
  it('nothing runs out of the screen', async () => {
    const app = await openApp({
      context: { viewport: { width: 320, height: 640 } },
      prepare: (page) =>
        page.addInitScript(() =>
          localStorage.setItem('preferences', '{"introSeen":true,"textSize":150,"language":"de"}'),
        ),
    })
    const { page, origin } = app
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.setInputFiles('input[type=file]', await lesionPicture('mel'))
    await page.waitForSelector('.stage')
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Ansehen' }).click()
    await page.waitForSelector('.triage')
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Verlauf einschalten' }).click()
    await page.getByRole('button', { name: 'Ergebnis aufbewahren' }).click()
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Aufbewahren' }).click()
    await page.waitForSelector('.timeline')
    expect(await overflow()).toBeLessThanOrEqual(0)
    for (const screen of ['settings', 'about', 'history']) {
      await page.goto(`${origin}/#/${screen}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await overflow()).toBeLessThanOrEqual(0)
    }
    await app.close()
  })
})
