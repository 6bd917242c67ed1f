import { afterEach, describe, expect, it, vi } from 'vitest'
import { interruptSignal } from '../../../src/cli/training/interrupt.ts'

afterEach(() => vi.restoreAllMocks())

describe('interruptSignal', () => {
  it('aborts at the first Ctrl-C and ends the process at the second', () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as typeof process.exit)
    const { signal, dispose } = interruptSignal()
    expect(signal.aborted).toBe(false)
    process.emit('SIGINT')
    expect(signal.aborted).toBe(true)
    expect(exit).not.toHaveBeenCalled()
    process.emit('SIGINT')
    expect(exit).toHaveBeenCalledWith(130)
    dispose()
  })

  it('leaves no listener behind', () => {
    const before = process.listenerCount('SIGINT')
    interruptSignal().dispose()
    expect(process.listenerCount('SIGINT')).toBe(before)
  })
})
