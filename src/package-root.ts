import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of DermaLite's `package.json`, as deep above `dist` as above `src`. */
export const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url))

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8'))
  return version
}
