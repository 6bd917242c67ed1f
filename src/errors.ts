/** What went wrong, as a stable string a program can switch on. */
export type DermaliteErrorCode =
  | 'bad-argument'
  | 'bad-config'
  | 'file-not-found'
  | 'file-empty'
  | 'file-unreadable'
  | 'no-images'
  | 'image-undecodable'
  | 'image-truncated'
  | 'image-too-large'
  | 'image-too-small'
  | 'dataset-not-found'
  | 'dataset-invalid'
  | 'archive-invalid'
  | 'split-invalid'
  | 'split-exists'
  | 'download-failed'
  | 'checksum-mismatch'
  | 'write-failed'
  | 'bundle-not-found'
  | 'bundle-invalid'
  | 'model-failed'
  | 'runtime-unavailable'
  | 'graph-invalid'
  | 'weights-invalid'
  | 'checkpoint-invalid'
  | 'checkpoint-mismatch'
  | 'loss-not-finite'
  | 'interrupted'
  | 'stage-failed'
  | 'results-not-found'
  | 'results-invalid'

/**
 * The one error that DermaLite throws on purpose: a stable `code`, a `message` that says what was wrong and where,
 * and a `hint` that says what to do about it.
 */
export class DermaliteError extends Error {
  override readonly name = 'DermaliteError'
  readonly code: DermaliteErrorCode
  readonly hint: string

  constructor(code: DermaliteErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.hint = hint
  }
}
