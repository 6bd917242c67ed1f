import { DermaliteError } from '../../errors.ts'

/**
 * Says what is wrong with bytes that the decoder refused: cut off or undecodable. The decoder names a missing end for
 * some formats only, and loses its words when several pictures are decoded at once: where they can, the bytes tell.
 */
export function decodeError(name: string, bytes: Uint8Array, cause: unknown): DermaliteError {
  const reason = reasonOf(cause)
  if (/premature end|unexpected end/i.test(reason) || endIsMissing(bytes)) {
    return new DermaliteError(
      'image-truncated',
      `${name} is incomplete: part of its data is missing`,
      'Copy or download it again.',
      { cause },
    )
  }
  if (/unsupported image format/i.test(reason)) {
    return new DermaliteError(
      'image-undecodable',
      `${name} is no picture of a known format, or its header is broken`,
      'Use a JPEG, PNG, WebP, TIFF, GIF or AVIF file.',
      { cause },
    )
  }
  const firstLine = reason.split('\n')[0]!.replace(/:$/, '')
  return new DermaliteError(
    'image-undecodable',
    `${name} is damaged: ${firstLine}`,
    'Copy it again, or save it anew as JPEG or PNG.',
    { cause },
  )
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).trim()
}

const JPEG_START = [0xff, 0xd8]
const JPEG_SCAN = [0xff, 0xda]
const JPEG_END = [0xff, 0xd9]
const PNG_START = [0x89, 0x50, 0x4e, 0x47]
const PNG_END = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]
const GIF_START = [0x47, 0x49, 0x46, 0x38]
const GIF_END = 0x3b
const RIFF = [0x52, 0x49, 0x46, 0x46]
const RIFF_HEADER_BYTES = 8

/** Whether a JPEG, PNG or GIF lacks its closing mark, or a RIFF file (WebP) is shorter than its header says. */
function endIsMissing(bytes: Uint8Array): boolean {
  if (hasAt(bytes, JPEG_START, 0)) return !jpegHasEnd(bytes)
  if (hasAt(bytes, PNG_START, 0)) return !hasAt(bytes, PNG_END, bytes.length - PNG_END.length)
  if (hasAt(bytes, GIF_START, 0)) return bytes.at(-1) !== GIF_END
  if (!hasAt(bytes, RIFF, 0) || bytes.length < RIFF_HEADER_BYTES) return false
  const declared = new DataView(bytes.buffer, bytes.byteOffset).getUint32(RIFF.length, true)
  return bytes.length < declared + RIFF_HEADER_BYTES
}

/** Within a scan 0xff is escaped, so the end mark after the last scan's start is the picture's own, no thumbnail's. */
function jpegHasEnd(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const scan = file.lastIndexOf(Buffer.from(JPEG_SCAN))
  return scan >= 0 && file.includes(Buffer.from(JPEG_END), scan)
}

function hasAt(bytes: Uint8Array, pattern: readonly number[], offset: number): boolean {
  return pattern.every((byte, index) => bytes[offset + index] === byte)
}
