import type { Plugin } from 'vite'
import { colourTable } from '../../src/image/colour-map.ts'

/** Computes the colours of the heat map once, here: 1 KB in the app instead of the libraries that make them. */
export function viridis(): Plugin {
  const table = Buffer.from(colourTable('viridis')).toString('base64')
  return {
    name: 'dermalite:viridis',
    config: () => ({ define: { VIRIDIS: JSON.stringify(table) } }),
  }
}
