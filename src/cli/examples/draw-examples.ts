import { encodeJpeg } from '../../image/node/encode.ts'
import { shrinkToShortSide } from '../../image/shrink.ts'
import { examplesSvg, type ShownExample } from '../../report/examples.ts'
import { type FigureFiles, rasterize } from '../../report/figure.ts'
import { writeFileAtomic } from '../../write-file.ts'
import { className } from '../answer-words.ts'
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
  if (label === truth) return [`${className(truth)}, ${named}`]
  return [`${className(truth)} (${missed})`, `named ${className(label)}, ${named}`]
}

const percent = (share: number) => (share < 0.005 ? '<1 %' : `${Math.round(share * 100)} %`)
