/**
 * Moves interleaved RGB away from or towards its own 3x3 binomial blur, in place: amount 1 is the blur, negative amounts
 * sharpen (unsharp masking).
 *
 * @param pixels [size, size, 3], 0 to 255
 */
export function changeSharpness(pixels: Float32Array, size: number, amount: number): void {
  const blurred = blur(pixels, size)
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]! + amount * (blurred[i]! - pixels[i]!)
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value
  }
}

function blur(pixels: Float32Array, size: number): Float32Array {
  const across = new Float32Array(pixels.length)
  blurAlong(pixels, across, size, 3, size * 3)
  const result = new Float32Array(pixels.length)
  blurAlong(across, result, size, size * 3, 3)
  return result
}

/** [1 2 1] / 4 along one axis: `step` between neighbours, `lane` between the lines. */
function blurAlong(
  source: Float32Array,
  target: Float32Array,
  size: number,
  step: number,
  lane: number,
): void {
  for (let line = 0; line < size; line++) {
    for (let position = 0; position < size; position++) {
      const at = line * lane + position * step
      const before = position > 0 ? at - step : at
      const after = position < size - 1 ? at + step : at
      for (let channel = 0; channel < 3; channel++) {
        target[at + channel] =
          (source[before + channel]! + 2 * source[at + channel]! + source[after + channel]!) / 4
      }
    }
  }
}
