/** Characters of the bytes 0x80 to 0x9f; elsewhere Windows-1252 is Latin-1. */
const SPECIAL = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const FIRST_SPECIAL = 0x80
const UNKNOWN = 0x3f

/** Text in the bytes of a PDF's WinAnsiEncoding; what it lacks becomes a question mark. */
export function toWindows1252(text: string): number[] {
  return Array.from(text, (character) => {
    const special = SPECIAL.indexOf(character)
    if (special >= 0) return FIRST_SPECIAL + special
    // the narrow space that some languages put before a per cent sign
    if (character === '\u202f') return 0xa0
    const code = character.codePointAt(0)!
    return code >= 0x20 && code <= 0xff && !(code >= 0x7f && code < 0xa0) ? code : UNKNOWN
  })
}
