import { extractImages, getDocumentProxy, getMeta } from 'unpdf'
import { expect, it } from 'vitest'
import {
  createPage,
  drawImage,
  drawRectangle,
  PAGE,
} from '../../../../../app/features/export/pdf/draw.ts'
import { writePdf } from '../../../../../app/features/export/pdf/write-pdf.ts'
import { encodeJpeg } from '../../../../../src/image/node/encode.ts'

it('writes pages, title and pictures that a reader finds', async () => {
  const [width, height] = [16, 8]
  const pixels = new Uint8Array(width * height * 3).fill(200)
  const jpeg = await encodeJpeg({ width, height, data: pixels })
  const [first, second] = [createPage(), createPage()]
  drawRectangle(first, { x: 0, y: 0, width: 50, height: 50 }, [1, 0, 0])
  drawImage(second, { jpeg, width, height }, { x: 10, y: 20, width: 160, height: 80 })
  const pages = [first, second]
  const file = writePdf({ title: 'Größe → 5', language: 'de', producer: 'test', pages })

  const pdf = await getDocumentProxy(file)
  expect(pdf.numPages).toBe(2)
  expect((await getMeta(pdf)).info.Title).toBe('Größe → 5')
  const { view } = await pdf.getPage(1)
  expect(view).toEqual([0, 0, PAGE.width, PAGE.height])
  const images = await extractImages(pdf, 2)
  expect(images).toHaveLength(1)
  expect(images[0]).toMatchObject({ width, height, channels: 3 })
  expect(Math.abs(images[0]!.data[0]! - 200)).toBeLessThan(4)
})

it('places every object where its table says', () => {
  const file = writePdf({ title: 'T', language: 'en', producer: 'p', pages: [createPage()] })
  const text = Buffer.from(file).toString('latin1')
  const table = /xref\n0 (\d+)\n([\s\S]*?)trailer/.exec(text)!
  const offsets = table[2]!
    .split('\n')
    .filter((row) => row.endsWith('n '))
    .map((row) => Number(row.slice(0, 10)))
  expect(offsets).toHaveLength(Number(table[1]) - 1)
  offsets.forEach((offset, i) => {
    expect(text.slice(offset)).toMatch(new RegExp(`^${i + 1} 0 obj\\n`))
  })
  expect(text.slice(Number(/startxref\n(\d+)/.exec(text)![1]))).toMatch(/^xref/)
})
