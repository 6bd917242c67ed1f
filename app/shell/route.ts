import { signal } from '@preact/signals'

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
  'shared',
] as const
export type Route = (typeof ROUTES)[number]

export const route = signal<Route>(current())

addEventListener('hashchange', () => {
  route.value = current()
})

export function go(to: Route, { replace = false } = {}): void {
  const hash = `#/${to}`
  if (replace) history.replaceState(null, '', hash)
  else if (location.hash !== hash) history.pushState(null, '', hash)
  route.value = to
}

/** To the screen before, or to the first one where there was none. */
export function goBack(): void {
  if (history.length > 1) history.back()
  else go('', { replace: true })
}

addEventListener('popstate', () => {
  route.value = current()
})

function current(): Route {
  const named = location.hash.replace(/^#\/?/, '')
  return ROUTES.find((each) => each === named) ?? ''
}
