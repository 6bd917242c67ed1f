import { describe, expect, it } from 'vitest'
import { countSamples } from '../../src/dataset/counts.ts'
import { sample } from './fixtures.ts'

describe('countSamples', () => {
  it('counts a lesion once, however many pictures show it', () => {
    const samples = [sample('a', 0, 'x'), sample('b', 0, 'x'), sample('c', 2, 'y')]
    expect(countSamples(['bkl', 'mel', 'nv'], samples)).toEqual({
      images: 3,
      lesions: 2,
      perClass: [
        { name: 'bkl', images: 2, lesions: 1 },
        { name: 'mel', images: 0, lesions: 0 },
        { name: 'nv', images: 1, lesions: 1 },
      ],
    })
  })
})
