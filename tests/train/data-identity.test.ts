import { describe, expect, it } from 'vitest'
import { dataIdentity } from '../../src/train/data-identity.ts'

const [a, b, c] = ['a', 'b', 'c'].map((id, label) => ({ id, path: `${id}.jpg`, label })) as [
  { id: string; path: string; label: number },
  { id: string; path: string; label: number },
  { id: string; path: string; label: number },
]
const data = { classes: ['x', 'y', 'z'], train: [a, b], val: [c] }

describe('dataIdentity', () => {
  it('is the same wherever the pictures lie', () => {
    const moved = { ...data, train: data.train.map((one) => ({ ...one, path: 'elsewhere' })) }
    expect(dataIdentity(moved)).toBe(dataIdentity(data))
  })

  it.each([
    ['classes', { classes: ['x', 'z', 'y'] }],
    ['sides', { train: [a, c], val: [b] }],
    ['an order', { train: [b, a] }],
    ['labels', { train: [a, { ...b, label: 2 }] }],
    ['ids', { val: [{ ...c, id: 'd' }] }],
  ])('differs with other %s', (_, other) => {
    expect(dataIdentity({ ...data, ...other })).not.toBe(dataIdentity(data))
  })
})
