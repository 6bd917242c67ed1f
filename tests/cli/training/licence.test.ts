import { describe, expect, it } from 'vitest'
import { termsOf } from '../../../src/cli/training/licence.ts'

const dataset = { root: '', classes: [], samples: [], problems: [], synthetic: false }

describe('termsOf', () => {
  it('passes the terms of HAM10000 on to the weights', () => {
    const { licence, attribution } = termsOf({ ...dataset, name: 'ham10000' })
    expect(licence).toMatch(/CC BY-NC 4\.0/)
    expect(attribution).toMatch(/Tschandl.*10\.7910\/DVN\/DBW86T/)
  })

  it('says that drawn lesions were drawn', () => {
    expect(termsOf({ ...dataset, name: 'ham10000', synthetic: true }).attribution).toMatch(/drawn/)
  })

  it('names a data set that it does not know', () => {
    expect(termsOf({ ...dataset, name: 'clinic-7' }).licence).toMatch(/clinic-7/)
  })
})
