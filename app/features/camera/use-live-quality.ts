import { useEffect, useState } from 'preact/hooks'
import type { QualityIssueCode } from '../../../src/image/quality/issue.ts'
import { inspectFrame } from '../../engine/engine.ts'

const PAUSE_MS = 300
const FRAME_SIDE = 256
/** Of the shorter side of the video: about what the guide shows. */
const GUIDE_SHARE = 0.8

/** The gravest thing wrong with what the camera shows now; null where nothing is; undefined before the first look. */
export function useLiveQuality(video: {
  readonly current: HTMLVideoElement | null
}): QualityIssueCode | null | undefined {
  const [issue, setIssue] = useState<QualityIssueCode | null>()
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    void watch(video, setIssue, signal)
    return () => controller.abort()
  }, [video])
  return issue
}

async function watch(
  video: { readonly current: HTMLVideoElement | null },
  report: (issue: QualityIssueCode | null) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    if (signal.aborted || !video.current?.videoWidth || document.hidden) continue
    try {
      const { issues } = await inspectFrame(await middleOf(video.current), signal)
      report(issues[0]?.code ?? null)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}

function middleOf(video: HTMLVideoElement): Promise<ImageBitmap> {
  const { videoWidth: width, videoHeight: height } = video
  const side = Math.min(width, height) * GUIDE_SHARE
  return createImageBitmap(video, (width - side) / 2, (height - side) / 2, side, side, {
    resizeWidth: FRAME_SIDE,
    resizeHeight: FRAME_SIDE,
    resizeQuality: 'medium',
  })
}
