import { createRequire } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import type { Browser, Page } from 'playwright-core'

/** What the page offers: `openModel` loads a model under a number, `timeModel` runs it once, in milliseconds. */
declare global {
  interface Window {
    openModel(index: number, size: number, image: readonly number[]): Promise<boolean>
    timeModel(index: number): Promise<number>
  }
}

const ORIGIN = 'http://dermalite.test'

/** Isolated from other origins, so that the clock ticks in steps of 5 microseconds, not 100. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const PAGE = `<!doctype html>
<meta charset="utf-8" />
<script type="importmap">
  { "imports": { "@litertjs/core": "/core/dist/index.js", "@litertjs/wasm-utils": "/wasm-utils/dist/index.js" } }
</script>
<script type="module">
  import { loadLiteRt, Tensor } from '@litertjs/core'

  const loading = loadLiteRt('/core/wasm/')
  const models = []

  window.openModel = async (index, size, image) => {
    const liteRt = await loading
    const model = await liteRt.loadAndCompile('/model/' + index, { accelerator: 'wasm' })
    models[index] = { model, pixels: new Float32Array(image), shape: [1, size, size, 3] }
    return model.isFullyAccelerated
  }

  window.timeModel = async (index) => {
    const { model, pixels, shape } = models[index]
    const start = performance.now()
    const image = new Tensor(pixels, shape)
    const outputs = Object.values(await model.run({ image }))
    for (const tensor of outputs) await tensor.data()
    const milliseconds = performance.now() - start
    for (const tensor of [image, ...outputs]) tensor.delete()
    return milliseconds
  }
</script>`

/**
 * A page that runs .tflite models with LiteRT.js on one thread.
 *
 * @param models their bytes; `/model/<index>` of the page
 */
export async function openLiteRtPage(
  browser: Browser,
  models: readonly Uint8Array[],
): Promise<Page> {
  const page = await browser.newPage()
  const folders = packageFolders()
  await page.route(`${ORIGIN}/**`, (route) => {
    const [, place, ...rest] = new URL(route.request().url()).pathname.split('/')
    if (place === '') {
      return route.fulfill({ body: PAGE, contentType: 'text/html', headers: HEADERS })
    }
    if (place === 'model') return route.fulfill({ body: Buffer.from(models[Number(rest[0])]!) })
    const folder = folders[place!]
    const path = folder && resolve(folder, ...rest)
    return path?.startsWith(folder + sep) ? route.fulfill({ path }) : route.fulfill({ status: 404 })
  })
  await page.goto(`${ORIGIN}/`)
  await page.waitForFunction(() => 'timeModel' in window)
  return page
}

function packageFolders(): Readonly<Record<string, string>> {
  const core = createRequire(import.meta.url).resolve('@litertjs/core')
  const utilities = createRequire(core).resolve('@litertjs/wasm-utils')
  const folderOf = (main: string) => join(dirname(main), '..')
  return { core: folderOf(core), 'wasm-utils': folderOf(utilities) }
}
