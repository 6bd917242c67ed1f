import { imageName, PAGE, type PdfImage, type PdfPage } from './draw.ts'
import { FONTS } from './fonts.ts'

export type PdfDocument = {
  readonly title: string
  /** A language tag, such as `en`. */
  readonly language: string
  readonly producer: string
  readonly pages: readonly PdfPage[]
}

/**
 * A PDF file (ISO 32000-1, version 1.7) of pages with text in the standard fonts and JPEG pictures: what a report needs. The
 * smallest library for this that is kept up weighs as much as all the rest of the app.
 */
export function writePdf({ title, language, producer, pages }: PdfDocument): Uint8Array {
  const objects = createObjects()
  const catalog = objects.reserve()
  const tree = objects.reserve()
  const info = objects.add(`<< /Title ${textString(title)} /Producer ${textString(producer)} >>`)
  const fonts = Object.entries(FONTS).map(([name, base]) => {
    const font = objects.add(
      `<< /Type /Font /Subtype /Type1 /BaseFont /${base} /Encoding /WinAnsiEncoding >>`,
    )
    return `/${name} ${font} 0 R`
  })
  const kids = pages.map(({ operators, images }) => {
    const content = objects.addStream('', ascii(operators.join('\n')))
    const pictures = images.map((image, i) => `/${imageName(i)} ${addImage(objects, image)} 0 R`)
    const resources = `<< /Font << ${fonts.join(' ')} >> /XObject << ${pictures.join(' ')} >> >>`
    return objects.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents ${content} 0 R /Resources ${resources} >>`,
    )
  })
  objects.set(
    tree,
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
  )
  objects.set(
    catalog,
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang ${textString(language)} /ViewerPreferences << /DisplayDocTitle true >> >>`,
  )
  return objects.file(`/Root ${catalog} 0 R /Info ${info} 0 R`)
}

type Objects = ReturnType<typeof createObjects>

function addImage(objects: Objects, { jpeg, width, height }: PdfImage): number {
  return objects.addStream(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode `,
    jpeg,
  )
}

/** The numbered objects of a file. */
function createObjects() {
  const bodies: Uint8Array[] = []
  const set = (id: number, body: Uint8Array | string) => {
    bodies[id - 1] = typeof body === 'string' ? ascii(body) : body
  }
  const reserve = () => bodies.push(new Uint8Array())
  const add = (body: Uint8Array | string) => {
    const id = reserve()
    set(id, body)
    return id
  }
  const addStream = (dictionary: string, data: Uint8Array) =>
    add(
      concat([
        ascii(`<< ${dictionary}/Length ${data.length} >>\nstream\n`),
        data,
        ascii('\nendstream'),
      ]),
    )
  const file = (trailer: string) => {
    // four bytes above 127 tell programs that the file is binary
    const parts: Uint8Array[] = [ascii('%PDF-1.7\n%'), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 0x0a)]
    const offsets: number[] = []
    let length = parts[0]!.length + parts[1]!.length
    const push = (part: Uint8Array) => {
      parts.push(part)
      length += part.length
    }
    bodies.forEach((body, i) => {
      offsets.push(length)
      push(concat([ascii(`${i + 1} 0 obj\n`), body, ascii('\nendobj\n')]))
    })
    const start = length
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
    const size = bodies.length + 1
    push(ascii(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`))
    push(ascii(`trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`))
    return concat(parts)
  }
  return { add, addStream, reserve, set, file }
}

/** Text outside of pages: UTF-16 with its mark, so that every character survives. */
function textString(text: string): string {
  const codes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  return `<FEFF${codes.map((code) => code.toString(16).padStart(4, '0')).join('')}>`
}

const encoder = new TextEncoder()
/** Dictionaries and operators hold no other characters. */
const ascii = (text: string) => encoder.encode(text)

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
