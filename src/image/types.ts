/** 8-bit RGB pixels, row-major and interleaved: `data.length === width * height * 3`, values 0 to 255. */
export type RgbImage = {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/** One number for each position, row-major: `data.length === width * height`, values 0 to 1. */
export type ScalarMap = {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** What a network expects: a square of `size` pixels, each channel `(value / 255 - mean) / std`. */
export type InputSpec = {
  readonly size: number
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
}

export const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const
export const IMAGENET_STD = [0.229, 0.224, 0.225] as const
