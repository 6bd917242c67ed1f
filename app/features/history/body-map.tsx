import { messages } from '../../i18n/messages.ts'
import {
  BODY_SHAPES,
  type BodyShape,
  type BodyView,
  FIGURE,
  RIGHT_OF_MIDDLE,
} from './body-shapes.ts'
import { type BodySite, type Side, sameSite, siteKey, siteOf } from './body-sites.ts'

export type BodyMapProps = {
  readonly chosen: BodySite | null
  /** Keys of sites where something is. */
  readonly marked?: ReadonlySet<string>
  onChoose(site: BodySite): void
}

const VIEWS: readonly BodyView[] = ['front', 'back']
const GAP = 12

/**
 * The body from both sides, to point at a place. It is a picture for eye and finger: whoever shows it offers the same places
 * as a list too.
 */
export function BodyMap({ chosen, marked = new Set(), onChoose }: BodyMapProps) {
  const words = messages.value.sites
  const { width, height } = FIGURE
  return (
    <svg
      class="body-map"
      viewBox={`0 0 ${2 * width + GAP} ${height + 14}`}
      aria-hidden="true"
      onClick={(event) => {
        const site = siteAt(event.target)
        if (site) onChoose(site)
      }}
    >
      {VIEWS.map((view, i) => (
        <g key={view} transform={`translate(${i * (width + GAP)})`}>
          {BODY_SHAPES[view].flatMap((shape) =>
            placesOf(shape, view).map(({ site, mirrored }) => (
              <path
                key={siteKey(site)}
                d={shape.path}
                data-site={siteKey(site)}
                class={`${marked.has(siteKey(site)) ? 'marked' : ''} ${sameSite(site, chosen) ? 'chosen' : ''}`}
                transform={mirrored ? `translate(${width}) scale(-1 1)` : undefined}
              />
            )),
          )}
          <text x={FIGURE.middle} y={height + 10} text-anchor="middle">
            {words[view]}
          </text>
        </g>
      ))}
    </svg>
  )
}

function placesOf(
  { region, paired }: BodyShape,
  view: BodyView,
): { readonly site: BodySite; readonly mirrored: boolean }[] {
  if (!paired) return [{ site: { region, side: null }, mirrored: false }]
  const right = RIGHT_OF_MIDDLE[view]
  const other: Side = right === 'left' ? 'right' : 'left'
  return [
    { site: { region, side: right }, mirrored: false },
    { site: { region, side: other }, mirrored: true },
  ]
}

function siteAt(target: EventTarget | null): BodySite | null {
  const key = target instanceof Element ? target.getAttribute('data-site') : null
  return key === null ? null : siteOf(key)
}
