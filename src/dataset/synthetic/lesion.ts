import type { LesionClass } from '../../classes.ts'
import { LESION_CLASSES } from '../../classes.ts'
import type { Mask } from '../../image/lesion/mask.ts'
import type { RgbImage } from '../../image/types.ts'
import { createRandom } from '../../random.ts'
import { APPEARANCES } from './appearances.ts'
import { drawCamera, grainField, lightField } from './camera.ts'
import { paintHairs } from './layers/hairs.ts'
import { paintSkin } from './layers/skin.ts'
import { photograph } from './optics.ts'
import { drawOutline } from './outline.ts'
import { createTissue } from './tissue.ts'
import { drawView } from './view.ts'

export type SyntheticLesion = {
  readonly class: LesionClass
  readonly seed: number
  /** Which lesion of the class, from 0. */
  readonly lesion: number
  /** Which picture of that lesion, from 0: another angle, distance and light. */
  readonly view: number
}

export type PictureSize = { readonly width: number; readonly height: number }

export const DEFAULT_SIZE: PictureSize = { width: 200, height: 150 }

const LESION_STREAM = 0x6c657369
const VIEW_STREAM = 0x76696577

/**
 * Draws a synthetic lesion as a dermatoscope might show it. It is a drawing for tests and demonstrations, made of what
 * dermoscopy looks for; what a model learns from such pictures says nothing about photographs. The same arguments give
 * the same pixels; another size shows the same picture finer or coarser.
 */
export function drawLesion(lesion: SyntheticLesion, size: PictureSize = DEFAULT_SIZE): RgbImage {
  const { skin, outline: shape, layers } = APPEARANCES[lesion.class]
  const { lesionRandom, viewRandom } = randomsOf(lesion)
  const tissue = createTissue(size.width, size.height, drawView(viewRandom))
  const camera = drawCamera(viewRandom)
  paintSkin(tissue, skin, lesionRandom(0))
  const outline = drawOutline(tissue, shape, lesionRandom(1))
  layers.forEach((layer, index) => {
    layer(tissue, outline, lesionRandom(index + 3))
  })
  paintHairs(tissue, lesionRandom(2))
  return photograph(
    tissue,
    camera,
    lightField(tissue, camera),
    grainField(tissue, camera, viewRandom),
  )
}

/** Where the lesion is in the picture that `drawLesion` draws: inside where it is at least half there. */
export function lesionMask(lesion: SyntheticLesion, size: PictureSize = DEFAULT_SIZE): Mask {
  const { width, height } = size
  const { lesionRandom, viewRandom } = randomsOf(lesion)
  const tissue = createTissue(width, height, drawView(viewRandom))
  const outline = drawOutline(tissue, APPEARANCES[lesion.class].outline, lesionRandom(1))
  return { width, height, data: Uint8Array.from(outline.mask, (share) => (share >= 0.5 ? 1 : 0)) }
}

function randomsOf({ class: lesionClass, seed, lesion, view }: SyntheticLesion) {
  const label = LESION_CLASSES.indexOf(lesionClass)
  return {
    lesionRandom: (part: number) => createRandom(LESION_STREAM, seed, label, lesion, part),
    viewRandom: createRandom(VIEW_STREAM, seed, label, lesion, view),
  }
}
