/**
 * Shades-of-grey colour constancy, in place: scales the channels so that their Minkowski means of order 6 agree and their
 * sum stays (Finlayson & Trezzi, Shades of gray and colour constancy, 2004).
 *
 * @param pixels interleaved RGB, 0 to 255
 */
export function shadesOfGrey(pixels: Float32Array): void {
  const light = [0, 1, 2].map((channel) => minkowskiMean(pixels, channel))
  const grey = (light[0]! + light[1]! + light[2]!) / 3
  for (let channel = 0; channel < 3; channel++) {
    if (light[channel] === 0) continue
    const gain = grey / light[channel]!
    for (let i = channel; i < pixels.length; i += 3) {
      pixels[i] = Math.min(pixels[i]! * gain, 255)
    }
  }
}

/** (mean of value^6)^(1/6) */
function minkowskiMean(pixels: Float32Array, channel: number): number {
  let sum = 0
  for (let i = channel; i < pixels.length; i += 3) {
    const cube = pixels[i]! * pixels[i]! * pixels[i]!
    sum += cube * cube
  }
  return (sum / (pixels.length / 3)) ** (1 / 6)
}
