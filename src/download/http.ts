export type ContentRange = {
  /** First byte of the part that follows; undefined when there is none. */
  readonly start: number | undefined
  /** Bytes of the whole file; undefined when the server does not say. */
  readonly total: number | undefined
}

/** Reads `bytes 5-9/10`, an unknown total, or an unsatisfied range (RFC 9110, section 14.4). */
export function parseContentRange(header: string | null): ContentRange {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(header ?? '')
  const number = (text: string | undefined) =>
    text === undefined || text === '*' ? undefined : Number(text)
  return { start: number(match?.[1]), total: number(match?.[2]) }
}

/** Milliseconds to wait, from seconds or a date (RFC 9110, section 10.2.3); 0 when the server names neither. */
export function parseRetryAfter(header: string | null, now: number): number {
  if (header === null) return 0
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(milliseconds) ? 0 : Math.max(0, milliseconds)
}

/** What `If-Range` may hold to resume only the very same file (RFC 9110, section 13.1.5). */
export function rangeValidator(headers: Headers): string | undefined {
  const tag = headers.get('etag')
  return (tag?.startsWith('"') ? tag : headers.get('last-modified')) ?? undefined
}

/** Whether asking again may help: the server is busy or broken, or the range was wrong. */
export function isTransientStatus(status: number): boolean {
  return status < 400 || status >= 500 || [408, 416, 429].includes(status)
}
