import type { Page } from 'playwright-core'
import { FIRST_VISIT, type Pictures, SECOND_VISIT } from './screens.ts'

/** A visit as the video shows it, with time to read: photo, answer, heat map, history. */
export async function play(page: Page, address: string, { second }: Pictures): Promise<void> {
  const wait = (seconds: number) => page.waitForTimeout(seconds * 1000)
  const tap = async (name: string) => page.getByRole('button', { name }).tap()

  await page.clock.setFixedTime(FIRST_VISIT)
  await wait(2)
  await tap('I understand')
  await page.getByText('Model ready').waitFor()
  await wait(1.5)

  await tap('Take a photo')
  await page.locator('.camera-hint', { hasText: /sharp/i }).waitFor()
  await wait(1.5)
  await tap('Take the picture')
  await page.waitForSelector('.stage')
  await wait(1.5)
  await tap('Look at it')
  await page.waitForSelector('.classes')
  await wait(3)

  await scrollTo(page, '.heat')
  await wait(1)
  await page.getByLabel('Strength of the map').fill('0')
  await wait(1)
  await page.getByLabel('Strength of the map').fill('0.7')
  await wait(1)
  await scrollTo(page, '.classes')
  await wait(1)
  await page.locator('.classes button').nth(1).tap()
  await wait(2)
  await scrollTo(page, '.classes')
  await wait(1.5)

  await scrollTo(page, 'text=Turn the history on')
  await tap('Turn the history on')
  await wait(0.7)
  await tap('Keep this result')
  await wait(0.7)
  await page.getByLabel('Name').pressSequentially('Forearm', { delay: 70 })
  await page.locator('.body-map [data-site=forearm-left]').first().tap()
  await wait(1)
  await tap('Keep it')
  await page.waitForSelector('.timeline')
  await wait(1.5)

  await page.clock.setFixedTime(SECOND_VISIT)
  await page.goto(`${address}#/`)
  await page.setInputFiles('input[type=file]', second)
  await page.waitForSelector('.stage')
  await wait(0.7)
  await tap('Look at it')
  await page.waitForSelector('.triage')
  await wait(1.5)
  await scrollTo(page, 'text=Keep this result')
  await tap('Keep this result')
  await page.getByLabel('Forearm', { exact: false }).first().check()
  await wait(0.7)
  await tap('Keep it')
  await page.waitForSelector('.timeline')
  await wait(1)
  await page.getByRole('link', { name: 'Compare pictures' }).tap()
  await wait(2.5)
  await page.goto(`${address}#/history`)
  await wait(2)
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'smooth' }))
  await page.waitForTimeout(600)
}
