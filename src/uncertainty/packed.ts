/** A matrix as text: signed integers, little-endian, in base64, and what each row of them is multiplied by. */
export type PackedMatrix = {
  readonly rows: number
  readonly columns: number
  readonly bits: 8 | 16
  /** One factor for each row. */
  readonly scales: readonly number[]
  readonly data: string
}

/**
 * Rounds each row to 8 or 16 bits: the largest error is half of the row's largest magnitude over 127 or 32767.
 *
 * @param values [rows, columns] row-major, finite
 */
export function packMatrix(
  values: ArrayLike<number>,
  rows: number,
  bits: PackedMatrix['bits'],
): PackedMatrix {
  const columns = values.length / rows
  const most = 2 ** (bits - 1) - 1
  const bytes = new DataView(new ArrayBuffer((values.length * bits) / 8))
  const scales = Array.from({ length: rows }, (_, row) => {
    let largest = 0
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      largest = Math.max(largest, Math.abs(values[i]!))
    }
    const scale = largest === 0 ? 1 : largest / most
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const level = Math.round(values[i]! / scale)
      if (bits === 8) bytes.setInt8(i, level)
      else bytes.setInt16(i * 2, level, true)
    }
    return scale
  })
  return { rows, columns, bits, scales, data: encode(new Uint8Array(bytes.buffer)) }
}

/** @returns [rows, columns] row-major */
export function unpackMatrix({ rows, columns, bits, scales, data }: PackedMatrix): Float32Array {
  const bytes = new DataView(decode(data).buffer)
  const values = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const level = bits === 8 ? bytes.getInt8(i) : bytes.getInt16(i * 2, true)
      values[i] = level * scales[row]!
    }
  }
  return values
}

function encode(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i)
  return bytes
}
