import { useEffect } from 'preact/hooks'
import { go } from '../../shell/route.ts'
import { usePicture } from '../session/session.ts'
import { takeSharedPicture } from './shared-picture.ts'

/** Opens the picture that another app shared, or the first screen where there is none. */
export function SharedScreen() {
  useEffect(() => {
    void open()
  }, [])
  return <div class="spinner" role="status" />
}

async function open(): Promise<void> {
  const shared = await takeSharedPicture()
  go('', { replace: true })
  if (shared) await usePicture(shared)
}
