import { useEffect, useState } from 'preact/hooks'
import { usePicture } from '../session/session.ts'

/** Takes pictures that are dropped on the page or pasted; true while one hovers over it. */
export function usePictureDrop(): boolean {
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const take = (files: FileList | undefined) => {
      const file = files?.[0]
      if (file) void usePicture(file)
    }
    addEventListener(
      'dragover',
      (event) => {
        event.preventDefault()
        setDragging(true)
      },
      { signal },
    )
    addEventListener('dragleave', (event) => event.relatedTarget ?? setDragging(false), { signal })
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        setDragging(false)
        take(event.dataTransfer?.files)
      },
      { signal },
    )
    addEventListener('paste', (event) => take(event.clipboardData?.files), { signal })
    return () => controller.abort()
  }, [])
  return dragging
}
