import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { contentSecurityPolicy } from './build/content-security-policy.ts'
import { engineFiles } from './build/engine-files.ts'
import { icons } from './build/icons.ts'
import { viridis } from './build/viridis.ts'
import { WEB_MANIFEST } from './build/web-manifest.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // relative addresses: the folder works under any path of any host
  base: './',
  define: { APP_VERSION: JSON.stringify(version) },
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('dist', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // a classic worker: LiteRT calls importScripts, which module workers refuse
  worker: { format: 'iife' },
  plugins: [
    engineFiles(),
    icons(),
    viridis(),
    contentSecurityPolicy(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'service-worker',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: WEB_MANIFEST,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,webmanifest}'],
        globIgnores: ['litert/**', 'model/**', 'service-worker.js'],
      },
    }),
  ],
})
