/** A signal that Ctrl-C (or a polite kill) aborts; a second Ctrl-C ends the process at once. */
export function interruptSignal(): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController()
  const abort = () => {
    if (controller.signal.aborted) process.exit(130)
    process.stderr.write('\nsaving the position after this step; Ctrl-C again ends at once\n')
    controller.abort()
  }
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  return {
    signal: controller.signal,
    dispose() {
      process.off('SIGINT', abort)
      process.off('SIGTERM', abort)
    },
  }
}
