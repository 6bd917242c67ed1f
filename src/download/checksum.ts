import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { DermaliteError } from '../errors.ts'

export type Checksum = {
  readonly algorithm: 'sha256' | 'sha1' | 'md5'
  /** The digest in hexadecimal, in either case. */
  readonly hex: string
}

/** The digest of a file, in lower-case hexadecimal; the file is streamed. */
export async function hashFile(path: string, algorithm: Checksum['algorithm']): Promise<string> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

export async function matchesChecksum(path: string, checksum: Checksum): Promise<boolean> {
  return (await hashFile(path, checksum.algorithm)) === checksum.hex.toLowerCase()
}

/**
 * @param source what the file is called in the message
 * @throws DermaliteError `checksum-mismatch`
 */
export async function requireChecksum(
  path: string,
  checksum: Checksum,
  source: string,
): Promise<void> {
  if (await matchesChecksum(path, checksum)) return
  throw new DermaliteError(
    'checksum-mismatch',
    `${source} does not have the ${checksum.algorithm} ${checksum.hex}`,
    'The file is damaged or another version: fetch it again, or check where the checksum comes from.',
  )
}
