import type { Sample } from '../../../dataset/types.ts'
import { createRandom } from '../../../random.ts'

/**
 * Some images of a split, the classes in turn, so that each has as many as it can: nevi would be two thirds otherwise. The
 * same seed gives the same images.
 */
export function chooseImages(samples: readonly Sample[], most: number, seed: number): Sample[] {
  const byClass = new Map<number, Sample[]>()
  for (const sample of createRandom(seed).shuffle([...samples])) {
    const known = byClass.get(sample.label)
    if (known) known.push(sample)
    else byClass.set(sample.label, [sample])
  }
  const queues = [...byClass.entries()].sort(([a], [b]) => a - b).map(([, queue]) => queue)
  const chosen: Sample[] = []
  for (let round = 0; chosen.length < Math.min(most, samples.length); round++) {
    for (const queue of queues) {
      const sample = queue[round]
      if (sample !== undefined && chosen.length < most) chosen.push(sample)
    }
  }
  return chosen
}
