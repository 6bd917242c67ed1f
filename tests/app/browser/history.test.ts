import { readFile } from 'node:fs/promises'
import { Fhir } from 'fhir/fhir.js'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { encodeJpeg } from '../../../src/image/node/encode.ts'
import {
  classify,
  NO_CHROMIUM,
  type OpenedApp,
  openApp,
  type Picture,
  SKIPPED,
} from './open-app.ts'
import { lesionPicture, lesionPixels } from './pictures.ts'

const GPS_MARK = 'GPSLatitude'

/** A photo as a phone writes it: with camera, time and place. */
async function photoWithExif(): Promise<Picture> {
  const jpeg = Buffer.from(await encodeJpeg(lesionPixels('mel')))
  const buffer = await sharp(jpeg)
    .withExif({
      IFD0: { Make: 'SomeCamera', ImageDescription: GPS_MARK },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .jpeg()
    .toBuffer()
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer }
}

async function save(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Every kept photo, as text. */
const keptPhotos = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('dermalite')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const all = await new Promise<{ photo: Blob }[]>((resolve, reject) => {
      const request = db.transaction('results').objectStore('results').getAll()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    db.close()
    const decoder = new TextDecoder('latin1')
    return Promise.all(all.map(async ({ photo }) => decoder.decode(await photo.arrayBuffer())))
  })

describe.skipIf(NO_CHROMIUM)(`the history${SKIPPED}`, () => {
  let app: OpenedApp
  beforeAll(async () => {
    app = await openApp({
      // a question of the browser's that its user leaves open
      prepare: (page) =>
        page.addInitScript(() => {
          StorageManager.prototype.persist = () => new Promise(() => {})
        }),
    })
  })
  afterAll(() => app.close())

  it('is off until its user turns it on', async () => {
    const { page, origin } = app
    await classify(page, origin, await photoWithExif())
    expect(await page.getByRole('button', { name: 'Keep this result' }).count()).toBe(0)
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([])
    await page.getByRole('button', { name: 'Turn the history on' }).click()
    await page.getByRole('button', { name: 'Keep this result' }).waitFor()
  })

  it('keeps a result with a new lesion and its place', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Keep this result' }).click()
    await page.getByLabel('Name').fill('Spot on the arm')
    await page.locator('.body-map [data-site=forearm-left]').first().click()
    expect(await page.getByLabel('Place on the body').inputValue()).toBe('forearm-left')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('heading', { name: 'Spot on the arm' }).waitFor()
    await page.getByText('Forearm, left').first().waitFor()
    expect(await page.locator('.timeline li').count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Compare pictures' }).count()).toBe(0)
  })

  it('keeps no metadata of the photo', async () => {
    const photos = await keptPhotos(app.page)
    expect(photos).toHaveLength(1)
    expect(photos[0]!.slice(0, 3)).toBe('\xff\xd8\xff')
    expect(photos[0]).not.toMatch(/Exif|GPS|SomeCamera/)
    expect((await photoWithExif()).buffer.toString('latin1')).toMatch(/Exif/)
  })

  it('adds a second picture to a lesion that it knows', async () => {
    const { page, origin } = app
    await classify(page, origin, await lesionPicture('nv'))
    await page.getByRole('link', { name: 'Answer a few questions' }).click()
    await page.getByLabel('It has changed in size').check()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Keep this result' }).click()
    await page.getByLabel('Spot on the arm').check()
    expect(await page.getByLabel('Name').count()).toBe(0)
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('heading', { name: 'Spot on the arm' }).waitFor()
    expect(await page.locator('.timeline li').count()).toBe(2)
  })

  it('lets no answer to a question change what is kept', async () => {
    const { page } = app
    await page.goBack()
    await page.getByText('Kept with “Spot on the arm”.').waitFor()
    expect(await page.getByRole('link', { name: 'Change the answers' }).count()).toBe(0)
    await page.goForward()
    await page.getByRole('heading', { name: 'Spot on the arm' }).waitFor()
  })

  it('puts two pictures side by side', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Compare pictures' }).click()
    await page.getByText('Analysed on the same day.').waitFor()
    const pictures = page.locator('.comparison img')
    const addresses = () =>
      pictures.evaluateAll((all) => all.map((each) => (each as HTMLImageElement).naturalWidth))
    await expect.poll(addresses).toEqual([768, 768])
    const [a, b] = await Promise.all([
      page.getByLabel('Picture A').inputValue(),
      page.getByLabel('Picture B').inputValue(),
    ])
    expect(a).not.toBe(b)
    await page.getByLabel('Picture B').selectOption(a!)
    expect(await page.getByLabel('Picture B').inputValue()).toBe(a)
    await page.getByRole('button', { name: 'Back' }).click()
  })

  it('shows a kept result as on its day, heat maps and checklist included', async () => {
    const { page } = app
    await page.locator('.timeline a').first().click()
    await page.waitForSelector('.triage')
    const reveal = page.getByRole('button', { name: 'Show the numbers anyway' })
    if (await reveal.isVisible()) await reveal.click()
    expect(await page.locator('.classes li').count()).toBe(LESION_CLASSES.length)
    await page.locator('.classes button').nth(1).click()
    await page.getByRole('img', { name: 'Heat map for' }).waitFor()
    await page.getByText('7-point checklist: 2 points of 10.').waitFor()
  })

  it('survives a reload', async () => {
    const { page } = app
    await page.reload()
    await page.waitForSelector('.triage')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('heading', { name: 'Spot on the arm' }).waitFor()
  })

  it('exports a lesion as a FHIR record that a validator accepts', async () => {
    const { name, bytes } = await save(app.page, 'FHIR record')
    expect(name).toMatch(/^dermalite-\d{4}-\d\d-\d\d\.fhir\.json$/)
    const bundle = JSON.parse(bytes.toString('utf8'))
    const { valid, messages } = new Fhir().validate(bundle, { errorOnUnexpected: true })
    // the validator holds only a part of SNOMED CT, and warns of the rest
    expect(messages.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(valid).toBe(true)
    const types = bundle.entry.map((each: { resource: { resourceType: string } }) => {
      return each.resource.resourceType
    })
    for (const type of ['DiagnosticReport', 'RiskAssessment', 'Media']) {
      expect(types.filter((each: string) => each === type)).toHaveLength(2)
    }
    expect(bytes.toString('utf8')).not.toMatch(/GPS|SomeCamera/)
  })

  it('exports it as JSON', async () => {
    const { bytes } = await save(app.page, 'JSON data')
    const { results } = JSON.parse(bytes.toString('utf8'))
    expect(results).toHaveLength(2)
    expect(results[0].lesion).toEqual({
      name: 'Spot on the arm',
      site: { region: 'forearm', side: 'left' },
    })
    expect(Object.keys(results[0].probabilities)).toEqual([...LESION_CLASSES])
    const photo = Buffer.from(results[1].photo.split(',')[1], 'base64')
    const { width, exif } = await sharp(photo).metadata()
    expect(width).toBe(768)
    expect(exif).toBeUndefined()
  })

  it('exports it as a PDF that a reader opens', async () => {
    const { name, bytes } = await save(app.page, 'PDF report')
    expect(name).toMatch(/\.pdf$/)
    const pdf = await getDocumentProxy(new Uint8Array(bytes))
    expect(pdf.numPages).toBeGreaterThanOrEqual(2)
    const { text } = await extractText(pdf, { mergePages: true })
    expect(text).toContain('Analysis of a skin lesion picture')
    expect(text).toContain('Research software, not a medical device.')
    expect(text).toContain('Spot on the arm · Forearm, left')
    expect(text).toContain('It has changed in size')
    expect(text).toContain('When to see a doctor')
    expect(bytes.toString('latin1')).not.toMatch(/Exif|GPS|SomeCamera/)
  })

  it('renames a lesion and moves it', async () => {
    const { page } = app
    await page.getByText('Name and place').click()
    await page.getByLabel('Name').fill('Mole')
    await page.getByLabel('Place on the body').selectOption('back')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'Mole' }).waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('link', { name: 'Mole' }).waitFor()
    expect(await page.locator('.body-map .marked').count()).toBe(1)
  })

  it('shows the lesions of one place', async () => {
    const { page } = app
    await page.locator('.body-map [data-site=back]').click()
    await page.getByRole('button', { name: 'Show all lesions' }).click()
    expect(await page.locator('.lesions li').count()).toBe(1)
  })

  it('deletes a picture only after it has asked', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Mole' }).click()
    await page.locator('.timeline a').first().click()
    await page.getByRole('button', { name: 'Delete this picture' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    const focused = () => page.evaluate(() => document.activeElement!.textContent)
    await expect.poll(focused).toBe('Delete this picture')
    await page.getByRole('button', { name: 'Delete this picture' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete this picture' }).click()
    await page.getByRole('heading', { name: 'Mole' }).waitFor()
    await expect.poll(() => page.locator('.timeline li').count()).toBe(1)
    expect(await keptPhotos(page)).toHaveLength(1)
  })

  it('deletes everything', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'Delete everything' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete everything' }).click()
    await page.getByText('Nothing kept yet.').waitFor()
    expect(await keptPhotos(page)).toEqual([])
  })

  it('asks for nothing from any other place', () => {
    expect(
      app.requests.filter((url) => !url.startsWith(app.origin) && !url.startsWith('blob:')),
    ).toEqual([])
  })
})

describe.skipIf(NO_CHROMIUM)(`without IndexedDB, as in a private window${SKIPPED}`, () => {
  it('says so, and still exports', async () => {
    const app = await openApp({
      prepare: (page) =>
        page.addInitScript(() => {
          localStorage.setItem('preferences', '{"introSeen":true,"history":true}')
          IDBFactory.prototype.open = () => {
            throw new DOMException('no storage', 'SecurityError')
          }
        }),
    })
    const { page, origin } = app
    await classify(page, origin, await lesionPicture('mel'))
    await page.getByText('This browser keeps nothing for this page').waitFor()
    const { bytes } = await save(page, 'PDF report')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    await page.goto(`${origin}/#/history`)
    await page.getByText('This browser keeps nothing for this page').waitFor()
    await app.close()
  })
})
