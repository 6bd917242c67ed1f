import { describe, expect, it } from 'vitest'
import { DermaliteError } from '../src/errors.ts'

describe('DermaliteError', () => {
  it('is an error with a code, a hint and a cause', () => {
    const cause = new TypeError('inner')
    const error = new DermaliteError('file-empty', 'a.jpg is empty', 'Copy it again.', { cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'DermaliteError',
      code: 'file-empty',
      message: 'a.jpg is empty',
      hint: 'Copy it again.',
      cause,
    })
    expect(String(error)).toBe('DermaliteError: a.jpg is empty')
  })
})
