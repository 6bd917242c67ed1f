import { useEffect, useState } from 'preact/hooks'

export type Camera =
  | { readonly status: 'starting' }
  | { readonly status: 'live'; readonly stream: MediaStream; readonly torch: Torch | undefined }
  | { readonly status: 'denied' | 'missing' | 'insecure' }

/** Turns the lamp beside the lens on or off. */
export type Torch = (on: boolean) => Promise<void>

const WANTED: MediaTrackConstraints = {
  facingMode: 'environment',
  width: { ideal: 1920 },
  height: { ideal: 1440 },
}

/** The camera at the back, until the screen goes. */
export function useCamera(): Camera {
  const [camera, setCamera] = useState<Camera>({ status: 'starting' })
  useEffect(() => {
    let gone = false
    let stream: MediaStream | undefined
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const start = async () => {
      if (!('mediaDevices' in navigator)) return setCamera({ status: 'insecure' })
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false })
        if (gone) return stop()
        setCamera({ status: 'live', stream, torch: torchOf(stream) })
      } catch (error) {
        const denied = (error as DOMException).name === 'NotAllowedError'
        setCamera({ status: denied ? 'denied' : 'missing' })
      }
    }
    void start()
    return () => {
      gone = true
      stop()
    }
  }, [])
  return camera
}

/** The standard's `torch` is not among TypeScript's types yet. */
function torchOf(stream: MediaStream): Torch | undefined {
  const [track] = stream.getVideoTracks()
  const capabilities = track?.getCapabilities?.() as { torch?: boolean } | undefined
  if (!track || !capabilities?.torch) return undefined
  return (on) => track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] })
}
