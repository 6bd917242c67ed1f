import { LESION_NAMES } from '../../classes.ts'
import { encodeJpeg } from '../../image/node/encode.ts'
import { shrinkToShortSide } from '../../image/shrink.ts'
import { examplesSvg, type ShownExample } from '../../report/examples.ts'
import { type FigureFiles, rasterize } from '../../report/figure.ts'
import { writeFileAtomic } from '../../write-file.ts'
import { explainedPicture } from '../heat-map-picture.ts'
import type { Example, Examples } from './choose-examples.ts'

const SHORT_SIDE = 224
const QUALITY = 80
/** Photographs make a PNG large. */
const PNG_SCALE = 1

/**
 * Draws right and wrong answers, each picture beside its heat map.
 *
 * @param basePath the path of both files without `.svg` and `.png`
 */
export async function drawExamples(
  { right, wrong }: Examples,
  basePath: string,
): Promise<FigureFiles> {
  const rows = [
    { title: 'Named rightly', examples: await Promise.all(right.map(show)) },
    { title: 'Named wrongly', examples: await Promise.all(wrong.map(show)) },
  ]
  const svg = examplesSvg(rows.filter(({ examples }) => examples.length > 0))
  const files = { svg: `${basePath}.svg`, png: `${basePath}.png` }
  await writeFileAtomic(files.svg, svg)
  await writeFileAtomic(files.png, rasterize(svg, PNG_SCALE))
  return files
}

async function show({ image, truth, answer }: Example): Promise<ShownExample> {
  const shown = shrinkToShortSide(image, SHORT_SIDE)
  return {
    picture: await encodeJpeg(shown, QUALITY),
    explained: await encodeJpeg(explainedPicture(shown, answer.heatmap), QUALITY),
    caption: captionOf(truth, answer),
  }
}

function captionOf(truth: string, { label, probabilities }: Example['answer']): string[] {
  const [named, missed] = [probabilities[label]!, probabilities[truth]!].map(percent)
  if (label === truth) return [`${nameOf(truth)}, ${named}`]
  return [`${nameOf(truth)} (${missed})`, `named ${nameOf(label)}, ${named}`]
}

const percent = (share: number) => (share < 0.005 ? '<1 %' : `${Math.round(share * 100)} %`)

const nameOf = (name: string) => (LESION_NAMES as Readonly<Record<string, string>>)[name] ?? name
