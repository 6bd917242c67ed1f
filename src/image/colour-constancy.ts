/**
 * Shades-of-grey colour constancy, in place: scales the channels so that their Minkowski means agree (Finlayson & Trezzi,
 * Shades of gray and colour constancy, 2004).
 *
 * @param pixels interleaved RGB, 0 to 255
 * @param power the Minkowski norm; 6 in the paper, 1 is grey-world
 */
export function shadesOfGrey(pixels: Float32Array, power = 6): void {
  const sums = [0, 0, 0]
  for (let i = 0; i < pixels.length; i += 3) {
    for (let channel = 0; channel < 3; channel++) {
      sums[channel]! += (pixels[i + channel]! / 255) ** power
    }
  }
  const means = sums.map((sum) => Math.max((sum / (pixels.length / 3)) ** (1 / power), 1e-6))
  const grey = (means[0]! + means[1]! + means[2]!) / 3
  for (let i = 0; i < pixels.length; i += 3) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[i + channel] = Math.min(255, (pixels[i + channel]! * grey) / means[channel]!)
    }
  }
}
