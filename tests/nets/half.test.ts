import { describe, expect, it } from 'vitest'
import { bfloat16ToFloat32, float16ToFloat32 } from '../../src/nets/half.ts'

describe('float16ToFloat32', () => {
  it.each([
    ['one', 0x3c00, 1],
    ['minus two', 0xc000, -2],
    ['the largest number', 0x7bff, 65504],
    ['the smallest normal number', 0x0400, 2 ** -14],
    ['the smallest subnormal number', 0x0001, 2 ** -24],
    ['the largest subnormal number', 0x03ff, 2 ** -14 - 2 ** -24],
    ['a third, rounded', 0x3555, 0.333251953125],
    ['minus zero', 0x8000, -0],
    ['infinity', 0x7c00, Number.POSITIVE_INFINITY],
    ['no number', 0x7e00, Number.NaN],
  ])('reads %s', (_, bits, value) => {
    expect(float16ToFloat32(Uint16Array.of(bits))).toEqual(Float32Array.of(value))
  })
})

describe('bfloat16ToFloat32', () => {
  it.each([
    ['one', 0x3f80, 1],
    ['minus pi, cut', 0xc049, -3.140625],
    ['infinity', 0x7f80, Number.POSITIVE_INFINITY],
    ['the smallest normal number', 0x0080, 2 ** -126],
  ])('reads %s', (_, bits, value) => {
    expect(bfloat16ToFloat32(Uint16Array.of(bits))).toEqual(Float32Array.of(value))
  })
})
