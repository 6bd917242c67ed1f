import { readFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import type { Plugin } from 'vite'

const ICONS = [
  { fileName: 'icons/icon-192.png', drawing: 'icon.svg', side: 192 },
  { fileName: 'icons/icon-512.png', drawing: 'icon.svg', side: 512 },
  { fileName: 'icons/maskable-512.png', drawing: 'maskable.svg', side: 512 },
  { fileName: 'icons/apple-touch-180.png', drawing: 'maskable.svg', side: 180 },
] as const

const read = (drawing: string) => readFileSync(new URL(`../icons/${drawing}`, import.meta.url))

/** Draws the icons of the installed app. */
export function icons(): Plugin {
  return {
    name: 'dermalite:icons',
    generateBundle() {
      const emit = (fileName: string, source: Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source })
      emit('icons/icon.svg', read('icon.svg'))
      for (const { fileName, drawing, side } of ICONS) {
        const picture = new Resvg(read(drawing), { fitTo: { mode: 'width', value: side } }).render()
        emit(fileName, picture.asPng())
      }
    },
  }
}
