import { DermaliteError } from '../../errors.ts'
import type { Stage } from './read-pipeline.ts'

export type StageChoice = {
  /** A stage, or all of its networks: what stands before it is left out. */
  readonly from?: string | undefined
  /** Stages of other networks are left out. */
  readonly network?: string | undefined
}

/** @throws DermaliteError `bad-argument`: no such stage or network */
export function selectStages(stages: readonly Stage[], { from, network }: StageChoice): Stage[] {
  const first = stages.findIndex(({ name, group }) => from === name || from === group)
  if (from !== undefined && first < 0) {
    throw unknown('stage', from, [...new Set(stages.map(({ group }) => group))])
  }
  const networks = [...new Set(stages.flatMap((stage) => stage.network ?? []))]
  if (network !== undefined && !networks.includes(network)) {
    throw unknown('network', network, networks)
  }
  return stages
    .slice(Math.max(0, first))
    .filter((stage) => !(network && stage.network) || stage.network === network)
}

function unknown(what: string, name: string, there: readonly string[]): DermaliteError {
  return new DermaliteError(
    'bad-argument',
    `the pipeline has no ${what} "${name}"`,
    `There are: ${there.join(', ')}.`,
  )
}
