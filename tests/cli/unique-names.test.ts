import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uniqueNames } from '../../src/cli/unique-names.ts'

describe('uniqueNames', () => {
  it('numbers what would fall on the same name', () => {
    const nameOf = uniqueNames()
    const files = ['a/x.jpg', 'b/x.jpg', 'X.png', 'x-2.jpg', 'y.tar.gz', 'x.jpg']
    expect(files.map(nameOf)).toEqual(['x', 'x-2', 'X-3', 'x-2-2', 'y.tar', 'x-4'])
  })

  it('never gives a name twice, also where case does not count', () => {
    const names = fc.stringMatching(/^[abA-]{1,3}(-[23])?\.(jpg|png)$/)
    fc.assert(
      fc.property(fc.array(names, { maxLength: 20 }), (files) => {
        const given = files.map(uniqueNames()).map((name) => name.toLowerCase())
        expect(new Set(given).size).toBe(given.length)
      }),
    )
  })
})
