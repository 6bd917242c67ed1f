export const SIDES = ['left', 'right'] as const
export type Side = (typeof SIDES)[number]

/** Regions of the skin with their SNOMED CT codes (body structure), and whether there are two of them. */
export const BODY_REGIONS = {
  scalp: { snomed: '41695006', display: 'Scalp structure', paired: false },
  face: { snomed: '89545001', display: 'Face structure', paired: false },
  neck: { snomed: '45048000', display: 'Neck structure', paired: false },
  chest: { snomed: '51185008', display: 'Thoracic structure', paired: false },
  abdomen: { snomed: '113345001', display: 'Abdominal structure', paired: false },
  back: { snomed: '77568009', display: 'Structure of back of trunk', paired: false },
  buttocks: { snomed: '46862004', display: 'Buttock structure', paired: false },
  upperArm: { snomed: '40983000', display: 'Upper arm structure', paired: true },
  forearm: { snomed: '14975008', display: 'Forearm structure', paired: true },
  hand: { snomed: '85562004', display: 'Hand structure', paired: true },
  thigh: { snomed: '68367000', display: 'Thigh structure', paired: true },
  lowerLeg: { snomed: '30021000', display: 'Lower leg structure', paired: true },
  foot: { snomed: '56459004', display: 'Foot structure', paired: true },
} as const satisfies Record<string, BodyRegionFacts>

type BodyRegionFacts = {
  readonly snomed: string
  readonly display: string
  readonly paired: boolean
}

export type BodyRegion = keyof typeof BODY_REGIONS

/** Where on the body; the side as the person in the picture has it. */
export type BodySite = { readonly region: BodyRegion; readonly side: Side | null }

/** Every place that can be named, from head to foot. */
export const BODY_SITES: readonly BodySite[] = (Object.keys(BODY_REGIONS) as BodyRegion[]).flatMap(
  (region): BodySite[] =>
    BODY_REGIONS[region].paired
      ? SIDES.map((side) => ({ region, side }))
      : [{ region, side: null }],
)

/** A site as one word, such as `hand-left`. */
export const siteKey = ({ region, side }: BodySite) => (side ? `${region}-${side}` : region)

export function siteOf(key: string): BodySite | null {
  return BODY_SITES.find((site) => siteKey(site) === key) ?? null
}

export function sameSite(a: BodySite | null, b: BodySite | null): boolean {
  return (a && siteKey(a)) === (b && siteKey(b))
}
