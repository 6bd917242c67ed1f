import type { Answer } from '../../engine/protocol.ts'
import type { Checklist } from '../checklist/checklist.ts'
import type { BodySite } from './body-sites.ts'

/** What a lesion is called, and where it is. */
export type LesionFacts = { readonly name: string; readonly site: BodySite | null }

/** A spot on the skin that is followed over time. */
export type Lesion = LesionFacts & { readonly id: number }

/** A picture and what was said about it: all that is kept of a visit. */
export type Result = {
  /** When it was answered, in milliseconds since 1970: when the picture was taken is not known. */
  readonly takenAt: number
  /** The square that was classified, as a JPEG drawn from its pixels: it carries no metadata of the original file. */
  readonly photo: Blob
  readonly answer: Answer
  readonly checklist: Checklist
}

export type KeptResult = Result & { readonly id: number; readonly lesionId: number }

/** A lesion with its results, the latest first. */
export type LesionHistory = Lesion & { readonly results: readonly KeptResult[] }
