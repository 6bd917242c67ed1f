import type { Lesion } from '../lesion/find-lesion.ts'
import type { RgbImage } from '../types.ts'
import { framingIssues } from './framing.ts'
import type { QualityIssue, QualityIssueCode } from './issue.ts'
import { measureQuality, type QualityMeasures } from './measure.ts'

/** Whether a picture is fit to be judged, and what is wrong with it. */
export type Quality = {
  /** True where there is no issue. */
  readonly ok: boolean
  /** The gravest first. */
  readonly issues: readonly QualityIssue[]
}

/** Set on the training images of HAM10000, so that few of them are refused; `dermalite data quality` says how many. */
export const QUALITY_LIMITS = {
  /** The shorter side, pixels. */
  minSide: 128,
  minSharpness: 0.21,
  minBrightness: 0.25,
  maxClipped: 0.5,
  maxGlare: 0.03,
} as const

/**
 * Judges a picture before the model does: size, light, glare, focus, and how the lesion is framed.
 *
 * @param lesion what `findLesion` found in the same picture
 * @param measures what `measureQuality` measured on it, where that is known already
 */
export function assessQuality(
  image: RgbImage,
  lesion: Lesion | null,
  measures: QualityMeasures = measureQuality(image),
): Quality {
  const codes = [...pictureIssues(image, measures), ...framingIssues(lesion)]
  const issues = codes.map((code) => ({ code, message: MESSAGES[code] }))
  return { ok: issues.length === 0, issues }
}

function pictureIssues(
  { width, height }: RgbImage,
  { sharpness, brightness, clipped, glare }: QualityMeasures,
): QualityIssueCode[] {
  const limits = QUALITY_LIMITS
  const codes: QualityIssueCode[] = []
  if (Math.min(width, height) < limits.minSide) codes.push('too-small')
  if (brightness < limits.minBrightness) codes.push('too-dark')
  if (clipped > limits.maxClipped) codes.push('too-bright')
  else if (glare > limits.maxGlare) codes.push('glare')
  if (sharpness < limits.minSharpness) codes.push('blurred')
  return codes
}

const MESSAGES: Readonly<Record<QualityIssueCode, string>> = {
  'too-small': 'The picture is too small. Take it at full size, or crop less.',
  'too-dark':
    'The picture is too dark. Turn on the light of the dermatoscope, or go where it is brighter.',
  'too-bright':
    'The picture is too bright. Use less light, or let the camera measure the light on the skin.',
  glare:
    'Light is reflected. Use polarised light or more contact fluid, or tilt the lens a little.',
  blurred: 'The picture is blurred. Hold still and focus on the lesion.',
  'lesion-cut-off': 'The lesion is cut off. Move back until there is skin all around it.',
  'lesion-tiny': 'The lesion is very small in the picture. Move closer.',
  'no-lesion': 'No lesion was found. Put one in the middle of the picture, with skin around it.',
}
