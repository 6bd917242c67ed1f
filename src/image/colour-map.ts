import { interpolateCividis, interpolateInferno, interpolateViridis } from 'd3-scale-chromatic'

const STEPS = 256

/**
 * Maps in which equal steps of the value look equally large, also to the colour-blind and in grey: viridis and inferno
 * (Smith & van der Walt, A better default colormap for Matplotlib, 2015) and cividis (Nuñez, Anderton & Renslow, 2018),
 * which looks almost the same to normal and to red-green-blind eyes.
 */
const INTERPOLATORS = {
  viridis: interpolateViridis,
  cividis: interpolateCividis,
  inferno: interpolateInferno,
} as const

export type ColourMap = keyof typeof INTERPOLATORS
export const COLOUR_MAPS = /* @__PURE__ */ Object.keys(INTERPOLATORS) as readonly ColourMap[]

/** @returns 256 RGB triples, interleaved, from the darkest (value 0) to the lightest (value 1) */
export function colourTable(map: ColourMap): Uint8Array {
  const table = new Uint8Array(STEPS * 3)
  for (let step = 0; step < STEPS; step++) {
    table.set(readColour(INTERPOLATORS[map](step / (STEPS - 1))), step * 3)
  }
  return table
}

/** d3 writes a colour as `#rrggbb` or as `rgb(r, g, b)`. */
function readColour(text: string): number[] {
  if (text.startsWith('#')) {
    const rgb = Number.parseInt(text.slice(1), 16)
    return [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff]
  }
  return Array.from(text.matchAll(/\d+/g), ([digits]) => Number(digits))
}
