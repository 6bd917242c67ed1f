import { describe, expect, it } from 'vitest'
import { de } from '../../../app/i18n/de.ts'
import { en } from '../../../app/i18n/en.ts'
import { es } from '../../../app/i18n/es.ts'
import { LESION_CLASSES } from '../../../src/classes.ts'

/** Every text by its key; functions are called with numbers and words. */
function texts(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]]
  if (typeof value === 'function') return [[key, String(value(2, '5 %', '7 %', '9 %'))]]
  return Object.entries(value as object).flatMap(([name, inner]) => texts(inner, `${key}.${name}`))
}

const LANGUAGES = [
  ['English', en],
  ['German', de],
  ['Spanish', es],
] as const

/** What no health software may promise. */
const PROMISES =
  /you are healthy|is healthy|all clear|no need to see|harmless|nothing to worry|sie sind gesund|entwarnung|kein arzt nötig|harmlos|está sano|sin peligro|no necesita (ver a )?un médico|inofensiv/i

describe.each(LANGUAGES)('%s', (_, messages) => {
  it('says everything', () => {
    const all = texts(messages)
    expect(all.map(([key]) => key).sort()).toEqual(
      texts(en)
        .map(([key]) => key)
        .sort(),
    )
    expect(all.filter(([, text]) => text.trim() === '' || text.includes('undefined'))).toEqual([])
  })

  it('describes each kind in two sentences or three', () => {
    for (const name of LESION_CLASSES) {
      const sentences = messages.classes[name]!.text.split(/[.;] (?=\p{Lu}|\p{Ll})/u).length
      expect(sentences).toBeGreaterThanOrEqual(2)
      expect(sentences).toBeLessThanOrEqual(3)
    }
  })

  it('promises no health', () => {
    expect(texts(messages).filter(([, text]) => PROMISES.test(text))).toEqual([])
  })
})

describe('German and Spanish', () => {
  it('are translated', () => {
    const english = new Map(texts(en))
    const same = (messages: object) =>
      texts(messages).filter(
        ([key, text]) => english.get(key) === text && /\p{L}{4,} \p{L}+/u.test(text),
      )
    expect(same(de)).toEqual([])
    expect(same(es)).toEqual([])
  })
})
