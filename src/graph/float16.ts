/** The nearest IEEE 754 binary16 numbers as their bits; ties go to the even one, what is too large to infinity. */
export function float32ToFloat16(values: Float32Array): Uint16Array {
  const words = new Uint32Array(1)
  const float = new Float32Array(words.buffer)
  return Uint16Array.from(values, (value) => {
    float[0] = value
    const sign = (words[0]! >>> 16) & 0x8000
    const magnitude = Math.abs(value)
    if (Number.isNaN(value)) return sign | 0x7e00
    if (magnitude >= 65520) return sign | 0x7c00
    const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14)
    // A carry out of the fraction moves into the exponent, which is just what it should do.
    const bits = roundToEven((magnitude / 2 ** exponent) * 1024) + (exponent + 14) * 1024
    return sign | bits
  })
}

function roundToEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below
}
