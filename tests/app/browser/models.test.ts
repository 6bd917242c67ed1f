import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadClassifier } from '../../../src/classifier/node/index.ts'
import {
  askForAnswer,
  choosePicture,
  NO_CHROMIUM,
  type OpenedApp,
  openApp,
  SKIPPED,
} from './open-app.ts'
import { lesionPicture, lesionPixels } from './pictures.ts'

const OTHER = 'mobilenet-v2-pruned-35'

describe.skipIf(NO_CHROMIUM)(`another model${SKIPPED}`, () => {
  let app: OpenedApp
  beforeAll(async () => {
    app = await openApp()
    await app.page.getByText('Model ready, works offline').waitFor()
  })
  afterAll(() => app.close())

  it('is not said to be stored where the first one is', async () => {
    const { page, origin } = app
    await page.goto(`${origin}/#/settings`)
    await page.reload()
    await page.getByText('Everything is stored').waitFor()
    await page.getByLabel('MobileNetV2 −35 %').check()
    await page.getByText('Not stored yet').waitFor()
    await page.getByLabel('MobileNetV2,').check()
    await page.getByText('Everything is stored').waitFor()
    await page.goto(`${origin}/#/`)
  })

  it('is loaded when it is first used', async () => {
    const { page, origin, requests } = app
    const models = () => [...new Set(requests.filter((url) => url.endsWith('.tflite')))]
    expect(models()).toHaveLength(1)
    await page.goto(`${origin}/#/settings`)
    await page.getByLabel('MobileNetV2 −35 %').check()
    await page.getByRole('button', { name: 'Back' }).click()
    await expect.poll(models).toHaveLength(2)
    await page.getByText('Model ready').waitFor()
  })

  it('answers as it does in Node', async () => {
    const { page } = app
    const size = { width: 300, height: 300 }
    await choosePicture(page, await lesionPicture('bcc', size))
    await page.getByRole('slider', { name: 'Zoom' }).fill('0')
    await askForAnswer(page)
    const shown = await page
      .locator('.class-share')
      .evaluateAll((all) => all.map((each) => Number((each as HTMLDataElement).value)))
    const classifier = await loadClassifier({ bundle: `models/${OTHER}`, precision: 'int8' })
    const { probabilities } = await classifier.classify(lesionPixels('bcc', size))
    await classifier.dispose()
    const expected = Object.values(probabilities).sort((a, b) => b - a)
    const largest = Math.max(...shown.map((share, i) => Math.abs(share - expected[i]!)))
    expect(largest).toBeLessThan(0.01)
  })

  it('lets an open picture go, which it has not seen', async () => {
    const { page, origin } = app
    await page.goto(`${origin}/#/settings`)
    await page.getByLabel('MobileNetV2,').check()
    await page.goto(`${origin}/#/answer`)
    await page.getByRole('button', { name: 'Take a photo' }).waitFor()
    await choosePicture(page, await lesionPicture('nv'))
    await askForAnswer(page)
  })
})
