import type { Page } from 'playwright-core'

/** What the screen showed from a moment on, until the next frame. */
export type Frame = { readonly seconds: number; readonly jpeg: Buffer }

const QUALITY = 90

/** Films a page until `stop` is called: Chromium sends a frame whenever something changed. */
export async function startScreencast(page: Page): Promise<{ stop(): Promise<Frame[]> }> {
  const frames: Frame[] = []
  const session = await page.context().newCDPSession(page)
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ seconds: metadata.timestamp ?? 0, jpeg: Buffer.from(data, 'base64') })
    void session.send('Page.screencastFrameAck', { sessionId })
  })
  await session.send('Page.startScreencast', { format: 'jpeg', quality: QUALITY })
  return {
    async stop() {
      await session.send('Page.stopScreencast')
      await session.detach()
      const start = frames[0]?.seconds ?? 0
      return frames.map(({ seconds, jpeg }) => ({ seconds: seconds - start, jpeg }))
    },
  }
}
