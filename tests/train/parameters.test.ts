import { describe, expect, it } from 'vitest'
import {
  cloneParameters,
  copyParameters,
  countParameters,
  tensorOf,
} from '../../src/train/parameters.ts'

const parameters = new Map([
  ['a', Float32Array.of(1, 2)],
  ['b', Float32Array.of(3)],
])

describe('cloneParameters', () => {
  it('shares no memory with the original', () => {
    const clone = cloneParameters(parameters)
    expect(clone).toEqual(parameters)
    clone.get('a')![0] = 9
    expect(parameters.get('a')![0]).toBe(1)
  })
})

const zeros = () =>
  new Map([
    ['a', new Float32Array(2)],
    ['b', new Float32Array(1)],
  ])

describe('countParameters', () => {
  it('counts the numbers of all tensors', () => {
    expect(countParameters(parameters)).toBe(3)
  })
})

describe('copyParameters', () => {
  it('fills the tensors in place', () => {
    const target = zeros()
    const b = target.get('b')
    copyParameters(parameters, target)
    expect(target).toEqual(parameters)
    expect(target.get('b')).toBe(b)
  })

  it('names what does not fit and copies nothing then', () => {
    const target = new Map([
      ['a', Float32Array.of(0, 0)],
      ['b', Float32Array.of(0, 0)],
      ['c', Float32Array.of(0)],
    ])
    const source = new Map([...parameters, ['d', Float32Array.of(1)]])
    expect(() => copyParameters(source, target)).toThrow(
      expect.objectContaining({
        code: 'checkpoint-invalid',
        message: expect.stringMatching(/"c" is missing.*"d" is unknown.*"b" has 1 elements/),
      }),
    )
    expect(target.get('a')).toEqual(Float32Array.of(0, 0))
  })
})

describe('tensorOf', () => {
  it('refuses a tensor that is missing or of another size', () => {
    expect(tensorOf(parameters, 'a', 2)).toBe(parameters.get('a'))
    expect(() => tensorOf(parameters, 'a', 3)).toThrow(/"a" should have 3 elements, it has 2/)
    expect(() => tensorOf(parameters, 'z', 3)).toThrow(/"z" should have 3 elements, it has none/)
  })
})
