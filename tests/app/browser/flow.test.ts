import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { loadClassifier } from '../../../src/classifier/node/index.ts'
import { REAL_HAM10000, REAL_NOTE } from '../../dataset/fixtures.ts'
import {
  askForAnswer,
  choosePicture,
  NO_CHROMIUM,
  type OpenedApp,
  openApp,
  SKIPPED,
} from './open-app.ts'
import { lesionPicture, lesionPixels } from './pictures.ts'

describe.skipIf(NO_CHROMIUM)(`a first visit${SKIPPED}`, () => {
  let app: OpenedApp
  beforeAll(async () => {
    app = await openApp({ introSeen: false })
  })
  afterAll(() => app.close())

  it('says what the app is and is not, once', async () => {
    const { page } = app
    await page.getByText('Not a medical device and not a diagnosis.').waitFor()
    await page.getByRole('button', { name: 'I understand, start' }).click()
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
  })

  it('loads the model meanwhile', async () => {
    await app.page.getByText('Model ready').waitFor()
  })
})

describe.skipIf(NO_CHROMIUM)(`from a picture to an answer${SKIPPED}`, () => {
  let app: OpenedApp
  beforeAll(async () => {
    app = await openApp()
    await choosePicture(app.page, await lesionPicture('mel'))
  })
  afterAll(() => app.close())

  it('proposes a square', async () => {
    await app.page.getByText('Framed the lesion that was found').waitFor()
  })

  it('moves and zooms the square by the keyboard', async () => {
    const { page } = app
    const zoom = page.getByRole('slider', { name: 'Zoom' })
    const before = Number(await zoom.inputValue())
    await page.getByRole('application').focus()
    await page.keyboard.press('+')
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowLeft')
    expect(Number(await zoom.inputValue())).toBeGreaterThan(before)
    await page.keyboard.press('-')
    await page.keyboard.press('-')
    expect(Number(await zoom.inputValue())).toBeCloseTo(before, 1)
  })

  it('answers with every class, a level and the disclaimer', async () => {
    const { page } = app
    await askForAnswer(page)
    const shares = await page
      .locator('.class-share')
      .evaluateAll((all) => all.map((each) => Number((each as HTMLDataElement).value)))
    expect(shares).toHaveLength(LESION_CLASSES.length)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
    expect(await page.locator('.triage h2').textContent()).toMatch(/suspicion|Unclear|No level/i)
    await page.getByText('Research software, not a medical device.').waitFor()
  })

  it('shows the heat map of each class that is tapped', async () => {
    const { page } = app
    const overlay = () =>
      page.locator('.heat-overlay').evaluate((each) => (each as HTMLCanvasElement).toDataURL())
    const seen = new Set<string>()
    for (const button of await page.locator('.classes button').all()) {
      await button.click()
      expect(await button.getAttribute('aria-pressed')).toBe('true')
      const name = await button.locator('.class-name').evaluate((e) => e.firstChild!.textContent!)
      await page.getByRole('img', { name: `Heat map for ${name}.` }).waitFor()
      seen.add(await overlay())
    }
    expect(seen.size).toBeGreaterThan(LESION_CLASSES.length / 2)
  })

  it('fades the heat map', async () => {
    const { page } = app
    await page.getByLabel('Strength of the map').fill('0')
    const opacity = await page.locator('.heat-overlay').evaluate((each) => each.style.opacity)
    expect(opacity).toBe('0')
  })

  it('takes what its user sees and feels along', async () => {
    const { page } = app
    await page.getByRole('link', { name: 'Answer a few questions' }).click()
    await page.getByLabel('It has changed in size').check()
    await page.getByLabel('It itches or feels different').check()
    await page.getByText('3 points of 10').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('7-point checklist: 3 points of 10.').waitFor()
  })

  it('goes back to the crop and to the beginning', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'Back' }).click()
    await page.waitForSelector('.stage')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
  })

  it('goes forward to the answer again, and from there to a new picture', async () => {
    const { page } = app
    await page.goForward()
    await page.waitForSelector('.stage')
    await page.goForward()
    await page.getByRole('button', { name: 'New picture' }).click()
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
  })

  it('waits for no answer that nobody asked for', async () => {
    const { page } = app
    await choosePicture(page, await lesionPicture('nv'))
    await page.goBack()
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
    await page.goBack()
    await page.waitForURL(/#\/answer$/)
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
  })
})

describe.skipIf(NO_CHROMIUM)(`the same pixels${SKIPPED}`, () => {
  it('give the same answer as in Node', async () => {
    const size = { width: 300, height: 300 }
    const app = await openApp()
    const classifier = await loadClassifier({ precision: 'int8' })
    for (const lesionClass of ['mel', 'nv', 'bcc', 'vasc'] as const) {
      await choosePicture(app.page, await lesionPicture(lesionClass, size))
      await app.page.getByRole('slider', { name: 'Zoom' }).fill('0')
      await askForAnswer(app.page)
      const { probabilities } = await classifier.classify(lesionPixels(lesionClass, size))
      const expected = Object.values(probabilities).sort((a, b) => b - a)
      const shown = await app.page
        .locator('.class-share')
        .evaluateAll((all) => all.map((each) => Number((each as HTMLDataElement).value)))
      const largest = Math.max(...shown.map((share, i) => Math.abs(share - expected[i]!)))
      expect(largest).toBeLessThan(0.01)
      await app.page.getByRole('button', { name: 'New picture' }).click()
    }
    await classifier.dispose()
    await app.close()
  })
})

describe.skipIf(NO_CHROMIUM || REAL_HAM10000 === undefined)(
  `a photograph of HAM10000${SKIPPED || REAL_NOTE}`,
  () => {
    it('is answered', async () => {
      const cwd = REAL_HAM10000!
      const [file] = globSync('*/ISIC_*.jpg', { cwd }).sort()
      const buffer = readFileSync(join(cwd, file!))
      const app = await openApp()
      await choosePicture(app.page, { name: 'lesion.jpg', mimeType: 'image/jpeg', buffer })
      await askForAnswer(app.page)
      expect(await app.page.locator('.classes li').count()).toBe(LESION_CLASSES.length)
      await app.close()
    })
  },
)
