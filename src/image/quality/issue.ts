/** What can be wrong with a picture. */
export type QualityIssueCode =
  | 'blurred'
  | 'too-dark'
  | 'too-bright'
  | 'glare'
  | 'too-small'
  | 'lesion-cut-off'
  | 'lesion-tiny'
  | 'no-lesion'

export type QualityIssue = {
  readonly code: QualityIssueCode
  /** What is wrong and what to do about it, in plain words. */
  readonly message: string
}
