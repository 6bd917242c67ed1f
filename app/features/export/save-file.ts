/** Hands a file to its user: on a phone through the share sheet where there is one, else as a download. */
export async function saveFile(file: File): Promise<void> {
  const onPhone = matchMedia('(pointer: coarse)').matches
  if (onPhone && navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] })
      return
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return // changed their mind
    }
  }
  download(file)
}

const KEEP_MS = 60_000

function download(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
}
