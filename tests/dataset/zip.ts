import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = {
  readonly name: string
  readonly content: Uint8Array
  /** Replaces the CRC, as if the content had been damaged. */
  readonly crc?: number
}

const VERSION = 20
const UTF8_NAMES = 0x0800
const DEFLATE = 8

/** A zip archive (on a little-endian machine) with deflated entries (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
export function zipArchive(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, crc = crc32(content) } of entries) {
    const path = Buffer.from(name)
    const packed = deflateRawSync(content)
    const common = Buffer.concat([
      shorts(VERSION, UTF8_NAMES, DEFLATE, 0, 0),
      longs(crc, packed.length, content.length),
      shorts(path.length, 0),
    ])
    const file = Buffer.concat([longs(0x04034b50), common, path, packed])
    const attributes = Buffer.concat([shorts(0, 0, 0), longs(0, offset)])
    directory.push(longs(0x02014b50), shorts(VERSION), common, attributes, path)
    files.push(file)
    offset += file.length
  }
  const central = Buffer.concat(directory)
  const end = [
    longs(0x06054b50),
    shorts(0, 0, entries.length, entries.length),
    longs(central.length, offset),
    shorts(0),
  ]
  return Buffer.concat([...files, central, ...end])
}

function shorts(...values: readonly number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer)
}

function longs(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer)
}
