import type { Answer } from '../../engine/protocol.ts'

/** Numbers about a picture that cannot be judged mislead; they wait until they are asked for. */
export function meansSomething({ triage, quality, outOfDistribution }: Answer): boolean {
  return triage?.level !== 'unclear' && quality.ok && !outOfDistribution?.flagged
}
