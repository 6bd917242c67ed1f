import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { DEFAULT_BUNDLE } from '../../../src/classifier/node/index.ts'
import { loadBundle, loadManifest } from '../../../src/classifier/node/load-bundle.ts'
import { CHROMIUM } from '../../browser/chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built app; empty where there is no browser to open it. */
    appFolder: string
  }
}

/** The bundle that ships, or a copy with the .tflite file where it has none. */
async function bundleWithTflite(): Promise<string> {
  const { files } = await loadManifest(DEFAULT_BUNDLE)
  if (files.some(({ format }) => format === 'tflite')) return DEFAULT_BUNDLE
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-bundle-'))
  await cp(DEFAULT_BUNDLE, folder, { recursive: true })
  const { addModelFile } = await import('../../../src/export/model-file.ts')
  const { tfliteOfBundle } = await import('../../../src/export/tflite/bundle-model.ts')
  const { manifest, model } = await loadBundle(folder, 'int8')
  const kind = { path: 'model.int8.tflite', format: 'tflite', precision: 'int8' } as const
  await addModelFile(folder, kind, tfliteOfBundle(model, manifest))
  return folder
}

/** Builds the app once for all tests that open it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('appFolder', '')
  if (CHROMIUM === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'dermalite-app-'))
  process.env.DERMALITE_BUNDLE ??= await bundleWithTflite()
  process.env.NODE_ENV = 'production' // Vitest says test, which would leave development code in
  await build({ configFile: 'app/vite.config.ts', logLevel: 'error' })
  await cp('app/dist', folder, { recursive: true })
  project.provide('appFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
