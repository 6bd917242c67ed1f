import type { Sample } from './types.ts'

export type Counts = { readonly images: number; readonly lesions: number }

export type ClassCounts = Counts & {
  /** In the order of the classes. */
  readonly perClass: readonly (Counts & { readonly name: string })[]
}

/** Images and lesions (groups) of some samples, in all and of each class. */
export function countSamples(classes: readonly string[], samples: readonly Sample[]): ClassCounts {
  const perClass = classes.map((name, label) => ({
    name,
    ...count(samples.filter((sample) => sample.label === label)),
  }))
  return { ...count(samples), perClass }
}

function count(samples: readonly Sample[]): Counts {
  return { images: samples.length, lesions: new Set(samples.map(({ group }) => group)).size }
}
