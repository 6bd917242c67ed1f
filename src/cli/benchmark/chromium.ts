import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { DermaliteError } from '../../errors.ts'
import { requirePackage } from '../litert/packages.ts'

const DEBIAN_PATH = '/usr/bin/chromium'

/**
 * Starts the Chromium that `$CHROMIUM` names, or else Debian's.
 *
 * @throws DermaliteError `runtime-unavailable`: there is none, or the package playwright-core is not installed
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? DEBIAN_PATH
  const { chromium } = await requirePackage('playwright-core', () => import('playwright-core'))
  if (!existsSync(executablePath)) {
    throw new DermaliteError(
      'runtime-unavailable',
      `there is no Chromium at ${executablePath}`,
      'Install Chromium, or name its executable in $CHROMIUM.',
    )
  }
  return chromium.launch({ executablePath })
}
