import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    setupFiles: 'tests/setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'dermalite',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/app/browser/**'],
        },
      },
      {
        // the phone app in Chromium, built once
        extends: true,
        test: {
          name: 'app',
          include: ['tests/app/browser/**/*.test.ts'],
          globalSetup: 'tests/app/browser/setup.ts',
        },
      },
    ],
  },
})
