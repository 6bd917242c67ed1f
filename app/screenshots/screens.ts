import type { Page } from 'playwright-core'

/** Files of two pictures of one lesion, the second one taken some months later. */
export type Pictures = { readonly first: string; readonly second: string }

export type ScreenVisit = {
  /** Goes there from the screen before. */
  visit(page: Page, pictures: Pictures): Promise<void>
  /** The whole page, also what has to be scrolled to. */
  readonly whole?: boolean
}

export const FIRST_VISIT = new Date(2026, 2, 2, 9, 30)
export const SECOND_VISIT = new Date(2026, 5, 14, 17, 10)

/** Every screen, in the order of a visit. */
export const SCREENS: Readonly<Record<string, ScreenVisit>> = {
  intro: {
    visit: (page) => page.getByRole('button', { name: 'I understand' }).waitFor(),
  },
  home: {
    async visit(page) {
      await page.getByRole('button', { name: 'I understand' }).click()
      await page.getByText('Model ready, works offline').waitFor()
    },
  },
  camera: {
    async visit(page) {
      await page.getByRole('button', { name: 'Take a photo' }).click()
      await page.locator('.camera-hint', { hasText: /sharp|light|tilt|closer|all of/i }).waitFor()
    },
  },
  crop: {
    async visit(page, { first }) {
      await page.clock.setFixedTime(FIRST_VISIT)
      await page.getByRole('button', { name: 'Back' }).click()
      await page.setInputFiles('input[type=file]', first)
      await page.waitForSelector('.stage')
    },
  },
  answer: {
    whole: true,
    async visit(page) {
      await page.getByRole('button', { name: 'Look at it' }).click()
      await page.waitForSelector('.triage')
      const reveal = page.getByRole('button', { name: 'Show the numbers anyway' })
      if (await reveal.isVisible()) await reveal.click()
    },
  },
  checklist: {
    whole: true,
    async visit(page) {
      await page.getByRole('link', { name: 'Answer a few questions' }).click()
      await page.getByLabel('It has changed in size').check()
      await page.getByLabel('Colour: several shades').check()
    },
  },
  keep: {
    whole: true,
    async visit(page) {
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('button', { name: 'Turn the history on' }).click()
      await page.getByRole('button', { name: 'Keep this result' }).click()
      await page.getByLabel('Name').fill('Spot on the forearm')
      await page.getByLabel('Place on the body').selectOption('forearm-left')
    },
  },
  lesion: {
    whole: true,
    async visit(page, { second }) {
      await page.getByRole('button', { name: 'Keep it' }).click()
      await page.waitForSelector('.timeline')
      await page.clock.setFixedTime(SECOND_VISIT)
      await page.goto(new URL('#/', page.url()).href)
      await page.setInputFiles('input[type=file]', second)
      await page.waitForSelector('.stage')
      await page.getByRole('button', { name: 'Look at it' }).click()
      await page.getByRole('button', { name: 'Keep this result' }).click()
      await page.getByLabel('Spot on the forearm').check()
      await page.getByRole('button', { name: 'Keep it' }).click()
      await page.waitForSelector('.timeline')
    },
  },
  compare: {
    whole: true,
    async visit(page) {
      await page.getByRole('link', { name: 'Compare pictures' }).click()
      await page.waitForSelector('.comparison')
    },
  },
  kept: {
    whole: true,
    async visit(page) {
      await page.getByRole('button', { name: 'Back' }).click()
      await page.locator('.timeline a').last().click()
      await page.waitForSelector('.triage')
    },
  },
  history: {
    whole: true,
    async visit(page) {
      await page.goto(new URL('#/history', page.url()).href)
      await page.waitForSelector('.lesions')
    },
  },
  settings: {
    whole: true,
    async visit(page) {
      await page.goto(new URL('#/settings', page.url()).href)
      await page.getByRole('heading', { name: 'Settings' }).waitFor()
    },
  },
  about: {
    whole: true,
    async visit(page) {
      await page.goto(new URL('#/about', page.url()).href)
      await page.getByText('Kind by kind').waitFor()
    },
  },
}
