import { batch, signal } from '@preact/signals'

/** Screens with an address; the browser's back button walks them. */
export const ROUTES = [
  '',
  'camera',
  'crop',
  'answer',
  'checklist',
  'settings',
  'about',
  'history',
  'keep',
  'lesion',
  'kept',
  'compare',
  'shared',
] as const
export type Route = (typeof ROUTES)[number]

const start = current()
export const route = signal<Route>(start.route)
/** Which lesion or result the screen is about, as in `#/lesion/3`; NaN where the address names none. */
export const routeId = signal(start.id)

addEventListener('hashchange', follow)
addEventListener('popstate', follow)

/** The address of a screen, for a link. */
export const hrefOf = (to: Route, id?: number) => (id === undefined ? `#/${to}` : `#/${to}/${id}`)

export function go(
  to: Route,
  { id, replace = false }: { readonly id?: number; readonly replace?: boolean } = {},
): void {
  const hash = hrefOf(to, id)
  if (replace) history.replaceState(null, '', hash)
  else if (location.hash !== hash) history.pushState(null, '', hash)
  follow()
}

/** To the screen before, or to the first one where there was none. */
export function goBack(): void {
  if (history.length > 1) history.back()
  else go('', { replace: true })
}

function follow(): void {
  const { route: to, id } = current()
  batch(() => {
    route.value = to
    routeId.value = id
  })
}

function current(): { readonly route: Route; readonly id: number } {
  const [named, id = ''] = location.hash.replace(/^#\/?/, '').split('/')
  return {
    route: ROUTES.find((each) => each === named) ?? '',
    id: Number.parseInt(id, 10),
  }
}
