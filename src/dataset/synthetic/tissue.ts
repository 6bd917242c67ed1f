import { type Projection, projectionOf, type View } from './view.ts'

/**
 * What colours skin: melanin near the surface is brown, haemoglobin red, melanin deep in the dermis blue-grey (the
 * Tyndall effect), keratin lies on top, white to yellow and opaque.
 */
export const CHROMOPHORES = ['melanin', 'blood', 'deepMelanin', 'keratin'] as const
export type Chromophore = (typeof CHROMOPHORES)[number]

/** Amounts of some chromophores: optical densities in green, from 0; of keratin the opacity, 0 to 1. */
export type Amounts = Readonly<Partial<Record<Chromophore, number>>>

/** The skin under each pixel of one picture, row-major. */
export type Tissue = {
  readonly width: number
  readonly height: number
  readonly projection: Projection
  /** Skin coordinates of the pixel centres, millimetres. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly planes: Readonly<Record<Chromophore, Float32Array>>
}

export function createTissue(width: number, height: number, view: View): Tissue {
  const projection = projectionOf(view, width, height)
  const { pitch, cosine, sine, centreX, centreY } = projection
  const plane = () => new Float32Array(width * height)
  const x = plane()
  const y = plane()
  for (let row = 0, index = 0; row < height; row++) {
    const down = (row + 0.5 - centreY) * pitch
    for (let column = 0; column < width; column++, index++) {
      const right = (column + 0.5 - centreX) * pitch
      x[index] = cosine * right + sine * down
      y[index] = cosine * down - sine * right
    }
  }
  const planes = { melanin: plane(), blood: plane(), deepMelanin: plane(), keratin: plane() }
  return { width, height, projection, x, y, planes }
}
