import { expect, it } from 'vitest'
import { decodeImage } from '../../src/image/node/decode.ts'
import { encodeJpeg } from '../../src/image/node/encode.ts'
import { examplesSvg } from '../../src/report/examples.ts'
import { rasterize } from '../../src/report/figure.ts'

it('shows each picture, its map and its words in one file', async () => {
  const flat = (value: number) =>
    encodeJpeg({ width: 8, height: 8, data: new Uint8Array(8 * 8 * 3).fill(value) })
  const example = { picture: await flat(40), explained: await flat(200), caption: ['a < b', 'c'] }
  const svg = examplesSvg([
    { title: 'Right', examples: [example, example] },
    { title: 'Wrong', examples: [example] },
  ])
  expect(svg.match(/<image /g)).toHaveLength(6)
  expect(svg).toContain('a &lt; b')
  expect(svg).not.toMatch(/href="(?!data:image\/jpeg)/)

  const { width, data } = await decodeImage(rasterize(svg, 1))
  const at = (x: number, y: number) => data[(y * width + x) * 3]!
  expect(Math.abs(at(60, 100) - 40)).toBeLessThan(4)
  expect(Math.abs(at(200, 100) - 200)).toBeLessThan(4)
})
