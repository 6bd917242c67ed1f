/**
 * Mixes one point of grey into interleaved RGB, spread bilinearly over the four nearest pixels; nothing outside the
 * picture.
 *
 * @param pixels [size, size, 3], 0 to 255
 * @param x, y in pixels; the first pixel's centre is at 0.5
 */
export function paintPoint(
  pixels: Float32Array,
  size: number,
  x: number,
  y: number,
  tone: number,
  opacity: number,
): void {
  const left = Math.floor(x - 0.5)
  const top = Math.floor(y - 0.5)
  for (let row = top; row <= top + 1; row++) {
    const rowShare = 1 - Math.abs(y - 0.5 - row)
    for (let column = left; column <= left + 1; column++) {
      if (row < 0 || column < 0 || row >= size || column >= size) continue
      const share = opacity * rowShare * (1 - Math.abs(x - 0.5 - column))
      const at = (row * size + column) * 3
      for (let channel = at; channel < at + 3; channel++) {
        pixels[channel]! += share * (tone - pixels[channel]!)
      }
    }
  }
}
