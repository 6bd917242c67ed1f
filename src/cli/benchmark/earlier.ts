import { DermaliteError } from '../../errors.ts'
import {
  LATENCIES,
  type LatencyName,
  type TradeoffFile,
  type TradeoffVariant,
} from '../../report/tradeoff-file.ts'
import type { Part } from './parts.ts'

type Machine = TradeoffFile['machine']
type MachinePart = Exclude<Part, 'accuracy'>

const PART_OF: Readonly<Record<LatencyName, Part>> = {
  ...{ node1: 'node', node2: 'node' },
  ...{ browser: 'browser', browserThrottled: 'browser' },
}

const HARDWARE = ['processor', 'cores', 'system'] as const

/** What the numbers of a part depend on. */
const DEPENDS_ON: Readonly<Record<MachinePart, readonly (keyof Machine)[]>> = {
  memory: [...HARDWARE, 'node', 'onnxRuntime'],
  node: [...HARDWARE, 'node', 'onnxRuntime'],
  browser: [...HARDWARE, 'liteRt', 'browser'],
}
const MACHINE_PARTS = Object.keys(DEPENDS_ON) as MachinePart[]

/**
 * What stays of an earlier file beside the parts that are measured now. Numbers that were measured side by side stay only
 * where all of the models are the same.
 */
export function keptOf(
  earlier: TradeoffFile,
  variants: readonly { readonly sha256: string }[],
  parts: readonly Part[],
): TradeoffFile | undefined {
  if (hashes(earlier.variants) !== hashes(variants)) return undefined
  const isAsked = (part: Part) => parts.includes(part)
  return {
    ...earlier,
    data: isAsked('accuracy') ? null : earlier.data,
    missing: isAsked('browser') ? [] : earlier.missing,
    variants: earlier.variants.map((variant) => ({
      ...variant,
      memory: isAsked('memory') ? null : variant.memory,
      latency: latencies((name) => (isAsked(PART_OF[name]) ? null : variant.latency[name])),
      accuracy: isAsked('accuracy') ? null : variant.accuracy,
    })),
  }
}

/** Of each kind what `of` says, null where that is nothing. */
export function latencies(
  of: (name: LatencyName) => TradeoffVariant['latency'][LatencyName] | undefined,
): TradeoffVariant['latency'] {
  const entries = LATENCIES.map((name) => [name, of(name) ?? null])
  return Object.fromEntries(entries) as TradeoffVariant['latency']
}

/**
 * A file names one machine for all of its times and memory.
 *
 * @throws DermaliteError `bad-argument`: some would stay that were measured on another machine than those measured now
 */
export function requireSameMachine(
  kept: TradeoffFile | undefined,
  parts: readonly Part[],
  now: Machine,
): void {
  if (!kept) return
  const measured = MACHINE_PARTS.filter((part) => parts.includes(part))
  for (const part of heldBy(kept)) {
    const others = measured.flatMap((other) => DEPENDS_ON[other])
    const fields = DEPENDS_ON[part].filter((field) => others.includes(field))
    const different = fields.find((field) => kept.machine[field] !== now[field])
    if (different === undefined) continue
    const all = MACHINE_PARTS.filter(
      (each) => measured.includes(each) || heldBy(kept).includes(each),
    )
    throw new DermaliteError(
      'bad-argument',
      `the ${part} numbers that would stay were measured on another machine: ${different} ${kept.machine[different]}, here ${now[different]}`,
      `Measure all of them here (--only ${all.join(' ')}), or write elsewhere (--results).`,
    )
  }
}

/** What the numbers of a file were measured on: here, but for those that stayed. */
export function machineOf(
  kept: TradeoffFile | undefined,
  parts: readonly Part[],
  now: Machine,
): Machine {
  const held = kept ? heldBy(kept) : []
  if (!kept || held.length === 0) return now
  if (!MACHINE_PARTS.some((part) => parts.includes(part))) return kept.machine
  const fields = held.flatMap((part) => DEPENDS_ON[part])
  return { ...now, ...Object.fromEntries(fields.map((field) => [field, kept.machine[field]])) }
}

function heldBy({ variants }: TradeoffFile): MachinePart[] {
  return MACHINE_PARTS.filter((part) =>
    variants.some(({ memory, latency }) =>
      part === 'memory'
        ? memory !== null
        : LATENCIES.some((name) => PART_OF[name] === part && latency[name] !== null),
    ),
  )
}

const hashes = (of: readonly { readonly sha256: string }[]) => of.map(({ sha256 }) => sha256).join()
