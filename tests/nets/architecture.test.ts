import { expect, it } from 'vitest'
import { createBuilder } from '../../src/graph/builder.ts'
import { mobileNetV2Architecture } from '../../src/nets/architecture.ts'

it('a MobileNetV2 is named by its width and normalised like ImageNet', () => {
  const { name, mean, std } = mobileNetV2Architecture(0.5)
  expect(name).toBe('mobilenet-v2-0.50')
  expect([mean, std]).toEqual([
    [0.485, 0.456, 0.406],
    [0.229, 0.224, 0.225],
  ])
})

it('asks for each parameter once, and takes any batch and any size that 32 divides', () => {
  const builder = createBuilder()
  const image = builder.input('image', 'float32', ['N', 3, 96, 64])
  const names: string[] = []
  const features = mobileNetV2Architecture(0.1).features(builder, image, (name, shape) => {
    names.push(name)
    return builder.input(name, 'float32', shape)
  })
  expect(features.shape).toEqual(['N', 1280, 3, 2])
  expect(new Set(names).size).toBe(names.length)
  expect(names.slice(0, 4)).toEqual([
    'stem.weight',
    'stem.bias',
    'blocks.0.depthwise.weight',
    'blocks.0.depthwise.bias',
  ])
})
