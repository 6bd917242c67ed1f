import { CommanderError } from 'commander'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { exitCodeOf, formatReport, reportOf } from '../../src/cli/errors.ts'
import { DermaliteError, type DermaliteErrorCode } from '../../src/errors.ts'

const ours = (code: DermaliteErrorCode) => new DermaliteError(code, 'a.jpg is wrong', 'Mend it.')
const usage = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--fast'")

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('reportOf', () => {
  it('tells code, message and hint of our own errors', () => {
    expect(reportOf(ours('file-empty'))).toEqual({
      code: 'file-empty',
      message: 'a.jpg is wrong',
      hint: 'Mend it.',
    })
  })

  it('takes a wrong command line as a bad argument', () => {
    expect(reportOf(usage)).toMatchObject({
      code: 'bad-argument',
      message: "unknown option '--fast'",
    })
  })

  it('owns up to everything else', () => {
    expect(reportOf(new TypeError('x is not a function'))).toMatchObject({
      code: 'unexpected',
      message: 'x is not a function',
      hint: expect.stringContaining('DERMALITE_DEBUG=1'),
    })
    expect(reportOf('text')).toMatchObject({ code: 'unexpected', message: 'text' })
  })

  it('shows the stack trace under DERMALITE_DEBUG alone', () => {
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => {})
    const error = ours('file-empty')
    reportOf(error)
    expect(stderr).not.toHaveBeenCalled()
    vi.stubEnv('DERMALITE_DEBUG', '1')
    reportOf(error)
    expect(stderr.mock.calls).toEqual([[error]])
  })
})

describe('formatReport', () => {
  it('says what was wrong and what to do', () => {
    expect(formatReport(reportOf(ours('file-empty')))).toBe(
      'error: a.jpg is wrong\n hint: Mend it.\n',
    )
  })
})

describe('exitCodeOf', () => {
  it.each([
    [0, 'help', new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)')],
    [2, 'a wrong command line', usage],
    [2, 'a bad argument', ours('bad-argument')],
    [2, 'a bad configuration', ours('bad-config')],
    [1, 'a bad file', ours('file-empty')],
    [1, 'a fault of ours', new TypeError('x')],
  ])('is %i after %s', (code, _, error) => {
    expect(exitCodeOf(error)).toBe(code)
  })
})
