/** One picture of a data set. */
export type Sample = {
  readonly id: string
  /** Absolute path of the picture. */
  readonly path: string
  /** Index into the classes of the data set. */
  readonly label: number
  /** The lesion (or patient) it belongs to; a group never stands on two sides of a split. */
  readonly group: string
  /** What else is known: dx_type, age, sex, localization, dataset. */
  readonly metadata: Readonly<Record<string, string>>
}

export type ProblemCode =
  | 'bad-row'
  | 'unknown-diagnosis'
  | 'conflicting-diagnoses'
  | 'no-class'
  | 'duplicate-id'
  | 'missing-image'
  | 'undecodable-image'

export type DatasetProblem = {
  readonly code: ProblemCode
  /** File and line, or the picture. */
  readonly where: string
  readonly message: string
}

export type Dataset = {
  /** Stands in the names of its files, such as `data/splits/<name>.json`. */
  readonly name: string
  readonly root: string
  readonly classes: readonly string[]
  readonly samples: readonly Sample[]
  /** What was left out of the samples, and why. */
  readonly problems: readonly DatasetProblem[]
  /** True when the pictures are drawn, not photographed. */
  readonly synthetic: boolean
  /** Of the samples and the bytes of their pictures, see `samplesSha256`; known once every picture was read. */
  readonly sha256?: string
}
