import { MALIGNANT_CLASSES } from '../../classes.ts'
import { ATTRIBUTES, attributesOf, UNKNOWN } from '../../dataset/attributes.ts'
import type { Sample } from '../../dataset/types.ts'
import { SKIN_TONES } from '../../image/skin-tone.ts'
import { measureGroups } from '../../metrics/groups.ts'
import type { GroupsFile } from '../../report/groups-file.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'

type Measured = Pick<GroupsFile, 'overall' | 'attributes'>

const SKIN_TONE = 'skin tone (ITA)'

/**
 * Measures predictions by everything that is known about their samples; an attribute that is unknown of all, or the same
 * for all, is left out.
 *
 * @param skinTones of each sample
 * @param threshold from which probability an image is called malignant
 */
export function measureByAttribute(
  samples: readonly Sample[],
  table: PredictionTable,
  skinTones: readonly string[],
  threshold: number,
  covered?: ArrayLike<number>,
): Measured {
  const { labels, probabilities, classes } = table
  const measure = (groups: readonly string[]) =>
    measureGroups(
      { labels, probabilities, classes, lesions: table.groups, groups, covered },
      { classes: MALIGNANT_CLASSES, threshold },
    )
  const known = samples.map(attributesOf)
  const groupings = [
    ...ATTRIBUTES.map((name) => ({ name: name as string, groups: known.map((all) => all[name]) })),
    { name: SKIN_TONE, groups: skinTones },
  ]
  const { all } = measure(samples.map(() => 'all'))
  const attributes = groupings.flatMap(({ name, groups }) => {
    if (new Set(groups).size < 2) return []
    const measured = Object.entries(measure(groups)).sort(([a], [b]) => rank(a) - rank(b))
    return [{ name, groups: measured.map(([name, measured]) => ({ name, measured })) }]
  })
  return { overall: all!, attributes }
}

/** Skin tones from the lightest on, what is unknown last; other groups keep their order. */
function rank(group: string): number {
  return group === UNKNOWN ? Number.MAX_VALUE : SKIN_TONES.findIndex(([name]) => name === group)
}
