/** Fonts that every PDF reader has. */
export const FONTS = { regular: 'Helvetica', bold: 'Helvetica-Bold' } as const
export type FontName = keyof typeof FONTS

/** Widths of the characters from space to tilde in thousandths of the size (Adobe Font Metrics). */
const WIDTHS: Readonly<Record<FontName, readonly number[]>> = {
  regular: numbers(`278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278
    556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556
    1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778
    667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556
    333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556
    556 556 333 500 278 556 500 722 500 500 500 334 260 334 584`),
  bold: numbers(`278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278
    556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611
    975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778
    667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556
    333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611
    611 611 389 556 333 611 556 778 556 556 500 389 280 389 584`),
}

const FIRST = 0x20
/** Of what has neither a width here nor a letter below its accent. */
const USUAL = 556
const OTHERS: Readonly<Record<string, number>> = {
  '‘': 222,
  '’': 222,
  '“': 333,
  '”': 333,
  '…': 1000,
  ß: 611,
  '¿': 611,
  '¡': 333,
  '·': 278,
}
const SPACES = /[\u00a0\u202f]/g

/** The width of a line of text in points. */
export function textWidth(text: string, font: FontName, size: number): number {
  let sum = 0
  for (const character of text.replace(SPACES, ' ').normalize('NFD').replace(/\p{M}/gu, '')) {
    sum += WIDTHS[font][character.codePointAt(0)! - FIRST] ?? OTHERS[character] ?? USUAL
  }
  return (sum * size) / 1000
}

/** The text in lines that are at most so wide; a word that is wider stands alone. */
export function wrapText(text: string, font: FontName, size: number, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, font, size) > width) {
      lines.push(line)
      line = word
    } else {
      line = longer
    }
  }
  return [...lines, line]
}

function numbers(text: string): number[] {
  return text.split(/\s+/).map(Number)
}
