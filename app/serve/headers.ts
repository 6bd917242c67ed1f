import { CONTENT_SECURITY_POLICY } from '../build/content-security-policy.ts'

/** Everything is allowed to the app's own origin only; isolated, so that it may use threads. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), browsing-topics=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

const NAMED_BY_CONTENT = /^\/(assets|litert|model)\//

/** What is named by its content may be kept; everything else is asked for again. */
export function cacheControl(path: string): string {
  return NAMED_BY_CONTENT.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
}
