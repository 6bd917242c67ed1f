import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { CHROMIUM } from '../../browser/chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built app; empty where there is no browser to open it. */
    appFolder: string
  }
}

/** Builds the app once for all tests that open it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('appFolder', '')
  if (CHROMIUM === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-app-'))
  process.env.NODE_ENV = 'production' // Vitest says test, which would leave development code in
  await build({ configFile: 'app/vite.config.ts', logLevel: 'error' })
  await cp('app/dist', folder, { recursive: true })
  project.provide('appFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
