import type { z } from 'zod'
import { DermaliteError } from '../../errors.ts'
import { type TrainConfig, trainConfigSchema } from '../../train/config.ts'
import {
  type PruningRound,
  prunedNetworkSchema,
  pruningRoundSchema,
  type Sections,
} from './schema.ts'

/** A network of the pipeline: trained from pretrained weights, or pruned from another one. */
export type Network =
  | { readonly kind: 'trained'; readonly train: TrainConfig }
  | {
      readonly kind: 'pruned'
      readonly parent: string
      /** One after the other; the last one makes the network, and its `name`, like all of them, is set. */
      readonly rounds: readonly (PruningRound & { readonly name: string })[]
    }

/** Where a field stands, and what is wrong with it. */
export type FieldProblem = { readonly path: readonly PropertyKey[]; readonly message: string }

/**
 * A network in full: what the file says of it over what it says of all.
 *
 * @param common the sections `train` and `prune` as they stand in the file
 * @returns the network, or everything that is wrong with it
 */
export function resolveNetwork(
  name: string,
  entry: Sections['networks'][string],
  common: { readonly train: unknown; readonly prune: unknown },
): Network | readonly FieldProblem[] {
  const at = (...path: PropertyKey[]) => ['networks', name, ...path]
  if (!('parent' in entry || 'rounds' in entry)) {
    const train = trainConfigSchema.safeParse(merged(common.train, entry))
    if (!train.success) return problems(train.error, at())
    const { pretrainedSha256: _, ...random } = train.data
    return { kind: 'trained', train: random.pretrained === undefined ? random : train.data }
  }
  const pruned = prunedNetworkSchema.safeParse(entry)
  if (!pruned.success) return problems(pruned.error, at())
  const { parent } = pruned.data
  const rounds: (PruningRound & { name: string })[] = []
  for (const [index, fields] of pruned.data.rounds.entries()) {
    const last = index === pruned.data.rounds.length - 1
    const round = pruningRoundSchema.safeParse(merged(common.prune, fields))
    if (!round.success) return problems(round.error, at('rounds', index))
    const called = last ? (round.data.name ?? name) : round.data.name
    if (called === undefined || (last && called !== name)) {
      const message = last
        ? `the last round makes ${name} and cannot have another name`
        : 'every round but the last needs a name for the bundle that it leaves'
      return [{ path: at('rounds', index, 'name'), message }]
    }
    rounds.push({ ...round.data, name: called })
  }
  return { kind: 'pruned', parent, rounds }
}

/** @throws DermaliteError `bad-argument`: there is none, or it is made in another way */
export function networkOf<Kind extends Network['kind']>(
  networks: Readonly<Record<string, Network>>,
  name: string,
  kind: Kind,
): Extract<Network, { kind: Kind }> {
  const network = networks[name]
  if (network?.kind === kind) return network as Extract<Network, { kind: Kind }>
  const such = Object.keys(networks).filter((each) => networks[each]!.kind === kind)
  const there = such.length > 0 ? `There are: ${such.join(', ')}.` : 'There is none.'
  throw new DermaliteError(
    'bad-argument',
    network
      ? `the network "${name}" is ${network.kind}, not ${kind}`
      : `the parameters have no network "${name}"`,
    kind === 'trained' ? there : `Name one that says from which network it is pruned. ${there}`,
  )
}

function merged(common: unknown, own: Readonly<Record<string, unknown>>): unknown {
  return { ...(common as object | undefined), ...own }
}

function problems({ issues }: z.ZodError, at: readonly PropertyKey[]): FieldProblem[] {
  return issues.map(({ path, message }) => ({ path: [...at, ...path], message }))
}
