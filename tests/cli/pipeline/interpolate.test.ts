// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders of dvc.yaml look like this

import { describe, expect, it } from 'vitest'
import { interpolate } from '../../../src/cli/pipeline/interpolate.ts'

describe('interpolate', () => {
  it('puts in what stands in nested objects', () => {
    const values = { data: { name: 'lesions' }, item: { network: 'small' }, n: 3 }
    expect(interpolate('${data.name}/${item.network}-${n}.json', values)).toBe(
      'lesions/small-3.json',
    )
    expect(interpolate('plain', values)).toBe('plain')
  })

  it.each(['${data.size}', '${nothing.at.all}', '${data}', '${}'])('refuses %s', (text) => {
    expect(() => interpolate(text, { data: { name: 'lesions' } })).toThrow(
      expect.objectContaining({ code: 'bad-config', message: expect.stringContaining(text) }),
    )
  })
})
