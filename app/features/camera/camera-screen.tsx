import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { wakeEngine } from '../../engine/engine.ts'
import { messages } from '../../i18n/messages.ts'
import { goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { PicturePicker } from '../home/picture-picker.tsx'
import { FailureNotice } from '../session/failure-notice.tsx'
import { usePicture } from '../session/session.ts'
import './camera.css'
import { takeFrame } from './take-frame.ts'
import { type Torch, useCamera } from './use-camera.ts'
import { useLiveQuality } from './use-live-quality.ts'

export function CameraScreen() {
  const camera = useCamera()
  useEffect(() => {
    wakeEngine().catch(() => {}) // shown with the answer
  }, [])
  if (camera.status === 'live') return <LiveCamera stream={camera.stream} torch={camera.torch} />
  return <NoCamera status={camera.status} />
}

type LiveCameraProps = { readonly stream: MediaStream; readonly torch: Torch | undefined }

function LiveCamera({ stream, torch }: LiveCameraProps) {
  const { camera, common } = messages.value
  const heading = useRef<HTMLHeadingElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const [lit, setLit] = useState(false)
  const [busy, setBusy] = useState(false)
  const issue = useLiveQuality(video)
  useEffect(() => {
    video.current!.srcObject = stream
  }, [stream])
  useEffect(() => heading.current!.focus(), [])

  const shoot = async () => {
    if (!video.current!.videoWidth) return // the first frame is still to come
    setBusy(true)
    try {
      await usePicture(await takeFrame(video.current!), { replace: true })
    } finally {
      setBusy(false)
    }
  }
  const light = async () => {
    await torch?.(!lit)
    setLit(!lit)
  }
  return (
    <div class="camera">
      <h1 class="visually-hidden" ref={heading} tabIndex={-1}>
        {camera.title}
      </h1>
      <video ref={video} autoPlay playsInline muted tabIndex={-1} />
      <div class={issue === null ? 'camera-guide good' : 'camera-guide'} aria-hidden="true" />
      <div class="camera-top">
        <button type="button" class="icon-button" aria-label={common.back} onClick={goBack}>
          <Icon name="close" />
        </button>
        <p class="camera-hint" role="status">
          {issue === undefined ? camera.guide : camera.hints[issue ?? 'good']}
        </p>
        {torch ? (
          <button
            type="button"
            class="icon-button"
            aria-label={lit ? camera.torchOff : camera.torchOn}
            aria-pressed={lit}
            onClick={() => void light()}
          >
            <Icon name="torch" />
          </button>
        ) : (
          <span class="icon-button" />
        )}
      </div>
      <div class="camera-bottom">
        <FailureNotice />
        <button
          type="button"
          class="shutter"
          aria-label={camera.shutter}
          disabled={busy}
          onClick={() => void shoot()}
        />
      </div>
    </div>
  )
}

function NoCamera({ status }: { readonly status: 'starting' | 'denied' | 'missing' | 'insecure' }) {
  const { camera } = messages.value
  const text = {
    starting: '',
    denied: camera.denied,
    missing: camera.missing,
    insecure: camera.insecure,
  }
  return (
    <Screen title={camera.title} onBack={goBack} narrow>
      {status === 'starting' ? (
        <p class="camera-starting" role="status">
          <span class="spinner" /> {camera.starting}
        </p>
      ) : (
        <>
          <div class="notice" role="alert">
            <Icon name="camera" />
            <strong>{status === 'denied' ? camera.deniedTitle : camera.missingTitle}</strong>
            <span>{text[status]}</span>
          </div>
          <FailureNotice />
          <PicturePicker />
        </>
      )}
    </Screen>
  )
}
