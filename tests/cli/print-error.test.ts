import { afterEach, describe, expect, it, vi } from 'vitest'
import { printError } from '../../src/cli/print-error.ts'
import { DermaliteError } from '../../src/errors.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('printError', () => {
  it('says what went wrong and what to do, on stderr', () => {
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => {})
    printError(new DermaliteError('file-empty', 'a.jpg is empty', 'Pass a photograph.'))
    expect(stderr.mock.calls).toEqual([
      ['error: a.jpg is empty (file-empty)\n  Pass a photograph.'],
    ])
  })

  it('does not swallow a bug', () => {
    const bug = new TypeError('x is not a function')
    expect(() => printError(bug)).toThrow(bug)
  })
})
