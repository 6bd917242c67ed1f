import { expect, it } from 'vitest'
import { toWindows1252 } from '../../../../../app/features/export/pdf/windows-1252.ts'

it('gives the bytes of the code page', () => {
  expect(toWindows1252('“a” ‘ß’ – 5 € … œŸ')).toEqual([
    ...[0x93, 0x61, 0x94, 0x20, 0x91, 0xdf, 0x92, 0x20, 0x96, 0x20],
    ...[0x35, 0x20, 0x80, 0x20, 0x85, 0x20, 0x9c, 0x9f],
  ])
})

it('says a question mark for what it lacks, and a space for a narrow one', () => {
  const text = String.fromCharCode(...toWindows1252('a→b\u{1f600}c\td\u202f%'))
  expect(text).toBe('a?b?c?d\u00a0%')
})
