/** Points of each sign: major 2, minor 1 (MacKie, 1990; weighted as in the guideline NICE NG12). */
export const SEVEN_POINTS = {
  size: 2,
  shape: 2,
  colour: 2,
  diameter: 1,
  inflammation: 1,
  oozing: 1,
  sensation: 1,
} as const

/** From here on the guideline asks for an urgent referral. */
export const SEVEN_POINT_REFERRAL = 3

/** Friedman, Rigel & Kopf (1985); E for evolving by Abbasi et al. (2004). */
export const ABCDE = ['asymmetry', 'border', 'colour', 'diameter', 'evolving'] as const

export type SevenPointSign = keyof typeof SEVEN_POINTS
export type AbcdeSign = (typeof ABCDE)[number]

/** The signs that were marked. */
export type Checklist = {
  readonly seven: readonly SevenPointSign[]
  readonly abcde: readonly AbcdeSign[]
}

export const EMPTY_CHECKLIST: Checklist = { seven: [], abcde: [] }

/** 0 to 10. */
export function sevenPointScore({ seven }: Checklist): number {
  return seven.reduce((sum, sign) => sum + SEVEN_POINTS[sign], 0)
}

export function isEmpty({ seven, abcde }: Checklist): boolean {
  return seven.length + abcde.length === 0
}

/** A list with one entry put in or taken out. */
export function toggled<Item>(items: readonly Item[], item: Item, present: boolean): Item[] {
  const others = items.filter((each) => each !== item)
  return present ? [...others, item] : others
}
