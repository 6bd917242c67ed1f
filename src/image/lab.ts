import type { RgbImage } from './types.ts'

/** CIE 1976 L*a*b*: lightness 0 to 100, green to red, blue to yellow; a plane for each, row-major. */
export type LabPlanes = {
  readonly width: number
  readonly height: number
  readonly lightness: Float32Array
  readonly a: Float32Array
  readonly b: Float32Array
}

/** sRGB (IEC 61966-2-1) to CIE 1976 L*a*b* under D65, the 2 degree observer. */
export function toLab({ width, height, data }: RgbImage): LabPlanes {
  const count = width * height
  const lightness = new Float32Array(count)
  const a = new Float32Array(count)
  const b = new Float32Array(count)
  for (let pixel = 0, at = 0; pixel < count; pixel++, at += 3) {
    const red = LINEAR[data[at]!]!
    const green = LINEAR[data[at + 1]!]!
    const blue = LINEAR[data[at + 2]!]!
    const x = cubeRoot((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    const y = cubeRoot(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
    const z = cubeRoot((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883)
    lightness[pixel] = 116 * y - 16
    a[pixel] = 500 * (x - y)
    b[pixel] = 200 * (y - z)
  }
  return { width, height, lightness, a, b }
}

const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const v = value / 255
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
})

const LINEAR_PART = (6 / 29) ** 3

/** The curve of CIE 1976: a cube root, straight near black. */
function cubeRoot(t: number): number {
  return t > LINEAR_PART ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29
}
