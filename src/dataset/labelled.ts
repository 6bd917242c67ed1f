import { DermaliteError } from '../errors.ts'
import type { Dataset, DatasetProblem, Sample } from './types.ts'

/** A sample whose class is still a name. */
export type NamedSample = Omit<Sample, 'label'> & { readonly className: string }

/**
 * A data set of the classes that its samples name, in the order of their names (for the seven of HAM10000 the order of
 * `LESION_CLASSES`).
 *
 * @param root absolute
 * @throws DermaliteError `dataset-invalid`: fewer than two classes
 */
export function datasetOf(
  name: string,
  root: string,
  named: readonly NamedSample[],
  problems: readonly DatasetProblem[],
): Dataset {
  const classes = [...new Set(named.map(({ className }) => className))].sort()
  if (classes.length < 2) {
    const found = classes.length === 0 ? 'no usable picture' : `one class only, "${classes[0]}"`
    const first = problems[0]
      ? ` (${problems.length} problems; the first: ${problems[0].message})`
      : ''
    throw new DermaliteError(
      'dataset-invalid',
      `${root} has ${found}${first}`,
      'Put the pictures of each class in a folder of its name, or name pictures and classes in a table.',
    )
  }
  const labels = new Map(classes.map((className, label) => [className, label]))
  const samples = named.map(({ className, ...sample }) => ({
    ...sample,
    label: labels.get(className)!,
  }))
  return { name, root, classes, samples, problems, synthetic: false }
}
