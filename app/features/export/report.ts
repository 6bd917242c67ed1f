import type { LesionFacts, Result } from '../history/records.ts'

/** What an exported file tells of one picture. */
export type Report = Result & {
  /** Null for a result that is not kept. */
  readonly lesion: LesionFacts | null
}

export const FORMATS = ['pdf', 'json', 'fhir'] as const
export type Format = (typeof FORMATS)[number]

/** The version of the app, from the build. */
declare const APP_VERSION: string
export const SOFTWARE = { name: 'DermaLite', version: APP_VERSION } as const
