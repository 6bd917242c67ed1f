import { messages } from '../../i18n/messages.ts'
import { evidenceSentence } from '../answer/evidence-sentence.ts'
import { howSure } from '../answer/how-sure.tsx'
import { meansSomething } from '../answer/means-something.ts'
import { ranked } from '../answer/ranking.ts'
import { triageReason } from '../answer/triage-card.tsx'
import { isEmpty, sevenPointScore } from '../checklist/checklist.ts'
import { siteWords } from '../history/site-words.ts'
import { heatPicture } from './heat-picture.ts'
import { type Colour, drawImage, drawRectangle, drawText, type PdfImage } from './pdf/draw.ts'
import {
  addGround,
  addParagraph,
  CONTENT_WIDTH,
  createFlow,
  type Flow,
  MARGIN,
  pageFor,
  paragraphHeight,
} from './pdf/flow.ts'
import { textWidth } from './pdf/fonts.ts'
import { drawFooters } from './pdf/footers.ts'
import { writePdf } from './pdf/write-pdf.ts'
import { type Report, SOFTWARE } from './report.ts'

const INK: Colour = [0.06, 0.13, 0.12]
const SOFT: Colour = [0.29, 0.36, 0.35]
const BRAND: Colour = [0.04, 0.43, 0.41]
const LINE: Colour = [0.86, 0.9, 0.89]
const CONTROL: Colour = [0.48, 0.54, 0.53]
const NOTICE: Colour = [0.94, 0.92, 0.98]
const LEVELS: Readonly<Record<string, Colour>> = {
  high: [0.66, 0.12, 0.1],
  raised: [0.51, 0.31, 0],
  'not-raised': [0.17, 0.34, 0.5],
}
const UNCLEAR: Colour = [0.34, 0.27, 0.54]

const TEXT = { font: 'regular', size: 10, colour: INK } as const
const SMALL = { font: 'regular', size: 8.5, colour: SOFT } as const
const HEADING = { font: 'bold', size: 12, colour: INK } as const
const GAP = 12
const PICTURE = 216
const INSET = 12

/** The reports as a PDF in the chosen language, each on pages of its own. */
export async function reportsAsPdf(reports: readonly Report[]): Promise<Uint8Array> {
  const { report: words, locale } = messages.value
  const flow = createFlow()
  const footers: string[] = []
  for (const report of reports) {
    flow.y = Number.POSITIVE_INFINITY
    addHead(flow, report)
    await addPictures(flow, report)
    addLevel(flow, report)
    if (meansSomething(report.answer)) addKinds(flow, report)
    addChecklist(flow, report)
    addDoctor(flow)
    while (footers.length < flow.pages.length) footers.push(footerOf(report))
  }
  drawFooters(flow.pages, footers, SMALL)
  return writePdf({
    title: words.title,
    language: locale,
    producer: `${SOFTWARE.name} ${SOFTWARE.version}`,
    pages: flow.pages,
  })
}

function addHead(flow: Flow, { takenAt, lesion }: Report): void {
  const { report: words, common } = messages.value
  addParagraph(flow, SOFTWARE.name, { ...HEADING, colour: BRAND, gap: 0 })
  addParagraph(flow, words.title, { ...HEADING, size: 19, gap: 2 })
  const facts = [common.moment(takenAt), ...(lesion ? [lesion.name, siteWords(lesion.site)] : [])]
  addParagraph(flow, facts.join(' · '), { ...TEXT, colour: SOFT, gap: 8 })
  addBox(flow, common.notADevice, NOTICE)
}

/** A sentence on a coloured ground. */
function addBox(flow: Flow, text: string, colour: Colour): void {
  const width = CONTENT_WIDTH - 2 * INSET
  const height = paragraphHeight(text, width, TEXT) + INSET
  addGround(flow, height, colour)
  flow.y += INSET / 2
  addParagraph(flow, text, { ...TEXT, indent: INSET, width, gap: INSET / 2 + GAP })
}

async function addPictures(flow: Flow, { photo, answer }: Report): Promise<void> {
  const { report: words, classes } = messages.value
  const page = pageFor(flow, PICTURE + 30)
  const captions = [words.picture]
  drawImage(page, await toPdfImage(photo), boxOf(flow, 0))
  if (meansSomething(answer)) {
    const overlay = await heatPicture(photo, answer.heatmap)
    drawImage(page, await toPdfImage(overlay), boxOf(flow, 1))
    captions.push(words.map(classes[answer.label]?.name ?? answer.label))
  }
  flow.y += PICTURE + 12
  captions.forEach((caption, i) => {
    drawText(page, caption, { x: MARGIN + i * (PICTURE + GAP), y: flow.y }, SMALL)
  })
  flow.y += GAP
}

const boxOf = (flow: Flow, column: number) => ({
  x: MARGIN + column * (PICTURE + GAP),
  y: flow.y,
  width: PICTURE,
  height: PICTURE,
})

async function toPdfImage(jpeg: Blob): Promise<PdfImage> {
  const bitmap = await createImageBitmap(jpeg)
  const { width, height } = bitmap
  bitmap.close()
  return { jpeg: new Uint8Array(await jpeg.arrayBuffer()), width, height }
}

function addLevel(flow: Flow, { answer }: Report): void {
  const { answer: words } = messages.value
  const { quality, unknown, triage } = words
  const level = answer.triage?.level ?? 'none'
  for (const { code, message } of answer.quality.issues) {
    addBox(flow, `${quality.title}: ${quality.issues[code] ?? message}`, NOTICE)
  }
  if (answer.outOfDistribution?.flagged) addBox(flow, `${unknown.title}. ${unknown.text}`, NOTICE)
  const colour = LEVELS[level] ?? UNCLEAR
  const start = pageFor(flow, 60)
  const top = flow.y
  const inside = { indent: INSET, width: CONTENT_WIDTH - INSET }
  addParagraph(flow, triage[level], { ...HEADING, ...inside, size: 15, colour })
  addParagraph(flow, triage.action[level], { ...TEXT, ...inside, font: 'bold' })
  addParagraph(flow, triageReason(answer), { ...TEXT, ...inside, gap: 0 })
  if (flow.pages.at(-1) === start) {
    drawRectangle(start, { x: MARGIN, y: top, width: 4, height: flow.y - top }, colour)
  }
  flow.y += GAP
}

function addKinds(flow: Flow, { answer }: Report): void {
  const { answer: words, classes, common } = messages.value
  addParagraph(flow, words.classes.title, HEADING)
  for (const { name, probability, likely } of ranked(answer)) {
    const style = { ...TEXT, font: likely ? 'bold' : 'regular' } as const
    const page = pageFor(flow, 16)
    const y = flow.y + TEXT.size
    const mark = likely ? ` (${words.classes.setMark})` : ''
    drawText(page, `${classes[name]?.name ?? name}${mark}`, { x: MARGIN, y }, style)
    const bar = { x: MARGIN + 230, y: flow.y + 3, width: 210, height: 7 }
    drawRectangle(page, bar, LINE)
    drawRectangle(page, { ...bar, width: bar.width * probability }, likely ? BRAND : CONTROL)
    const share = common.percent(probability)
    const x = MARGIN + CONTENT_WIDTH - textWidth(share, style.font, style.size)
    drawText(page, share, { x, y }, style)
    flow.y += 15
  }
  flow.y += 4
  const { priorDataset, priorBalanced } = words.classes
  const evidence = evidenceSentence(
    answer.heatmap,
    answer.lesion,
    classes[answer.label]?.name ?? answer.label,
  )
  for (const sentence of [
    answer.prior.name === 'dataset' ? priorDataset : priorBalanced,
    ...howSure(answer),
    evidence,
  ]) {
    addParagraph(flow, sentence, TEXT)
  }
  flow.y += GAP - 4
}

function addChecklist(flow: Flow, { checklist }: Report): void {
  if (isEmpty(checklist)) return
  const { doctor } = messages.value
  addParagraph(flow, doctor.formTitle, HEADING)
  const lists = [
    [`${doctor.sevenTitle}: ${doctor.sevenScore(sevenPointScore(checklist))}`],
    checklist.seven.map((sign) => `– ${doctor.seven[sign]}`),
    [`${doctor.abcdeTitle}: ${doctor.abcdeScore(checklist.abcde.length)}`],
    checklist.abcde.map((sign) => `– ${doctor.abcde[sign]}`),
  ]
  for (const line of lists.flat()) addParagraph(flow, line, { ...TEXT, gap: 1 })
  flow.y += GAP
}

function addDoctor(flow: Flow): void {
  const { doctor } = messages.value
  addParagraph(flow, doctor.title, HEADING)
  addParagraph(flow, doctor.lead, { ...TEXT, gap: 1 })
  for (const sign of doctor.signs) addParagraph(flow, `– ${sign}`, { ...TEXT, gap: 1 })
}

/** What made a report. */
function footerOf({ answer }: Report): string {
  const { name, precision, sha256 } = answer.model
  return `${SOFTWARE.name} ${SOFTWARE.version} · ${name} ${precision} ${sha256.slice(0, 12)}`
}
