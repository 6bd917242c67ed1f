import type { Page } from 'playwright-core'

export type ScreenVisit = {
  /** Goes there from the screen before. */
  visit(page: Page, picture: string): Promise<void>
  /** The whole page, also what has to be scrolled to. */
  readonly whole?: boolean
}

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
    async visit(page, picture) {
      await page.getByRole('button', { name: 'Back' }).click()
      await page.setInputFiles('input[type=file]', picture)
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
