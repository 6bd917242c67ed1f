export type Timed<T> = { readonly value: T; readonly milliseconds: number }

export function timed<T>(work: () => T): Timed<T> {
  const start = performance.now()
  const value = work()
  return { value, milliseconds: performance.now() - start }
}

export async function timedAsync<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const start = performance.now()
  const value = await work()
  return { value, milliseconds: performance.now() - start }
}
