import { describe, expect, it } from 'vitest'
import { checkRgbImage } from '../../src/image/check.ts'

describe('checkRgbImage', () => {
  it('takes three values for each pixel', () => {
    expect(() => checkRgbImage({ width: 3, height: 2, data: new Uint8Array(18) })).not.toThrow()
  })

  it.each([
    ['the RGBA of a canvas', { width: 3, height: 2, data: new Uint8ClampedArray(24) }],
    ['half a picture', { width: 3, height: 2, data: new Uint8Array(9) }],
    ['no pixels', { width: 0, height: 0, data: new Uint8Array(0) }],
    ['sides below 0', { width: -3, height: -2, data: new Uint8Array(18) }],
    ['broken sides', { width: 1.5, height: 4, data: new Uint8Array(18) }],
  ])('refuses %s', (_, image) => {
    expect(() => checkRgbImage(image)).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: expect.stringContaining(`${image.width} x ${image.height}`),
      }),
    )
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['the bytes of a file', new ArrayBuffer(18)],
    ['sides without pixels', { width: 3, height: 2 }],
    ['colours from 0 to 1', { width: 3, height: 2, data: new Float32Array(18) }],
    ['16 bits a colour', { width: 3, height: 2, data: new Uint16Array(18) }],
  ])('refuses %s', (_, image) => {
    expect(() => checkRgbImage(image)).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: expect.stringContaining('no bytes'),
      }),
    )
  })
})
