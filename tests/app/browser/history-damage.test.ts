import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { classify, NO_CHROMIUM, type OpenedApp, openApp, SKIPPED } from './open-app.ts'
import { lesionPicture } from './pictures.ts'

let app: OpenedApp

/** The app with the history on, after a script of a test's own. */
async function open(script: () => void = () => {}): Promise<OpenedApp> {
  app = await openApp({
    async prepare(page) {
      await page.addInitScript(() => {
        localStorage.setItem('preferences', '{"introSeen":true,"history":true}')
      })
      await page.addInitScript(script)
    },
  })
  return app
}
afterEach(() => app.close())

/** Classifies a picture and asks to keep it with a new lesion. */
async function keep({ page, origin }: OpenedApp): Promise<void> {
  await classify(page, origin, await lesionPicture('nv'))
  await page.getByRole('button', { name: 'Keep this result' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
}

async function deleteLesion(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Delete this lesion' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete this lesion' }).click()
}

/** The lesions in the database, whatever the app shows of them. */
const storedLesions = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<unknown[]>((resolve) => {
        const opening = indexedDB.open('dermalite')
        opening.onsuccess = () => {
          const all = opening.result.transaction('lesions').objectStore('lesions').getAll()
          all.onsuccess = () => {
            opening.result.close()
            resolve(all.result)
          }
        }
      }),
  )

describe.skipIf(NO_CHROMIUM)(`what may damage the history${SKIPPED}`, () => {
  it('a lesion that another tab deleted stays deleted', async () => {
    const { page, origin } = await open()
    await keep(app)
    await page.getByRole('heading', { name: 'Lesion 1' }).waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByText('Name and place').click()
    await other.getByLabel('Name').fill('Mole')
    await deleteLesion(page)
    await page.getByText('Nothing kept yet.').waitFor()
    await other.getByRole('button', { name: 'Save', exact: true }).click()
    await other.getByText('That could not be kept.').waitFor()
    expect(await storedLesions(page)).toEqual([])
    await other.goto(`${origin}/#/history`)
    await other.reload()
    await other.getByText('Nothing kept yet.').waitFor()
  })

  it('a browser that stores no pictures keeps no lesion without one', async () => {
    const { page } = await open(() => {
      const { add } = IDBObjectStore.prototype
      IDBObjectStore.prototype.add = function (value, key) {
        if ('photo' in value) throw new DOMException('no pictures', 'DataCloneError')
        return add.call(this, value, key)
      }
    })
    await keep(app)
    await page.getByText('That could not be kept.').waitFor()
    expect(await storedLesions(page)).toEqual([])
  })

  it('a lesion without pictures is not shown', async () => {
    const { page, origin } = await open()
    await page.goto(`${origin}/#/history`)
    await page.getByText('Nothing kept yet.').waitFor()
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('dermalite')
          opening.onsuccess = () => {
            const transaction = opening.result.transaction('lesions', 'readwrite')
            transaction.objectStore('lesions').add({ name: 'Empty', site: null })
            transaction.oncomplete = () => resolve()
          }
        }),
    )
    await page.reload()
    await page.getByText('Nothing kept yet.').waitFor()
  })

  it('no two lesions get the same name after one was deleted', async () => {
    const { page, origin } = await open()
    for (const name of ['Lesion 1', 'Lesion 2']) {
      await keep(app)
      await page.getByRole('heading', { name }).waitFor()
    }
    await page.goto(`${origin}/#/lesion/1`)
    await deleteLesion(page)
    await page.getByRole('link', { name: 'Lesion 2' }).waitFor()
    await keep(app)
    await page.getByRole('heading', { name: 'Lesion 3' }).waitFor()
  })
})
