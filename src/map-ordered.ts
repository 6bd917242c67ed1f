/**
 * Maps with up to `concurrency` tasks at work and yields the results in the order of the items. At most that many
 * results wait at a time, so memory stays flat however many items there are.
 *
 * @param task a rejection ends the iteration when its turn comes
 */
export async function* mapOrdered<T, R>(
  items: Iterable<T>,
  concurrency: number,
  task: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const started: Promise<R>[] = []
  for (const item of items) {
    const result = task(item)
    result.catch(() => {}) // reported below, when its turn comes
    started.push(result)
    if (started.length >= concurrency) yield await started.shift()!
  }
  for (const result of started) yield await result
}
