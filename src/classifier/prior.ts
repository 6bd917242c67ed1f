import { DermaliteError } from '../errors.ts'
import { balancedPrior } from '../uncertainty/prior.ts'
import type { Manifest } from './manifest.ts'

/**
 * How often each class is assumed to occur: all alike, as in the model's data set, or the caller's own relative
 * frequencies by class name.
 */
export type PriorChoice = 'balanced' | 'dataset' | Readonly<Record<string, number>>

export type Prior = {
  readonly name: 'balanced' | 'dataset' | 'custom'
  /** In the order of the classes; sums to 1. */
  readonly frequencies: readonly number[]
}

/** @throws DermaliteError `bad-argument`: a class is missing, unknown, or has a number that is no frequency */
export function resolvePrior(
  choice: PriorChoice,
  { classes, datasetPrior }: Pick<Manifest, 'classes' | 'datasetPrior'>,
): Prior {
  if (choice === 'balanced') return { name: choice, frequencies: balancedPrior(classes.length) }
  if (choice === 'dataset') return { name: choice, frequencies: datasetPrior }
  return { name: 'custom', frequencies: customFrequencies(choice, classes) }
}

function customFrequencies(
  choice: Readonly<Record<string, number>>,
  classes: readonly string[],
): number[] {
  const named = Object.keys(choice)
  const missing = classes.filter((name) => !named.includes(name))
  const unknown = named.filter((name) => !classes.includes(name))
  const wrong = named.filter((name) => !(Number.isFinite(choice[name]) && choice[name]! >= 0))
  const sum = named.reduce((total, name) => total + choice[name]!, 0)
  const problem =
    (missing.length > 0 && `it lacks ${missing.join(', ')}`) ||
    (unknown.length > 0 && `it names ${unknown.join(', ')}, which the model does not know`) ||
    (wrong.length > 0 && `${wrong[0]} has ${choice[wrong[0]!]}, which is no frequency`) ||
    (!(sum > 0) && 'every frequency is 0')
  if (problem) {
    throw new DermaliteError(
      'bad-argument',
      `the prior does not fit the model: ${problem}`,
      `Give one frequency, not below 0, for each of ${classes.join(', ')}.`,
    )
  }
  return classes.map((name) => choice[name]! / sum)
}
