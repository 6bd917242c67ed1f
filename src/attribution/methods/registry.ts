import { eigenCam } from './eigen-cam.ts'
import { gradCam } from './grad-cam.ts'
import { gradCamPlusPlus } from './grad-cam-plus-plus.ts'
import { hiResCam } from './hires-cam.ts'
import { layerCam } from './layer-cam.ts'
import type { Method } from './method.ts'
import { scoreCam } from './score-cam.ts'

/** One more method is one more entry. */
export const METHODS = {
  'grad-cam': gradCam,
  'grad-cam++': gradCamPlusPlus,
  'hires-cam': hiResCam,
  'layer-cam': layerCam,
  'eigen-cam': eigenCam,
  'score-cam': scoreCam(),
} as const satisfies Record<string, Method>

export type MethodName = keyof typeof METHODS
export const METHOD_NAMES = Object.keys(METHODS) as readonly MethodName[]
