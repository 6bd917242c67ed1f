import { createRandom } from '../../random.ts'

export type TurnOptions = {
  /** Rounds that are not counted: caches fill, compilers settle. */
  readonly warmUp: number
  readonly rounds: number
  /** Called after every round, warm-up included. */
  readonly onRound?: () => void
}

const SEED = 1

/**
 * Times several things side by side: in every round each of them runs once, in an order of its own, so that whatever disturbs
 * the machine disturbs all alike and times of one round make pairs.
 *
 * @param subjects run once and say how long that took, in milliseconds
 * @returns for each subject its time in each round
 */
export async function timeInTurns(
  subjects: readonly (() => Promise<number>)[],
  { warmUp, rounds, onRound }: TurnOptions,
): Promise<Float64Array[]> {
  const random = createRandom(SEED)
  const times = subjects.map(() => new Float64Array(rounds))
  const order = [...subjects.keys()]
  for (let round = -warmUp; round < rounds; round++) {
    for (const subject of random.shuffle(order)) {
      const milliseconds = await subjects[subject]!()
      if (round >= 0) times[subject]![round] = milliseconds
    }
    onRound?.()
  }
  return times
}
