import { messages } from '../../i18n/messages.ts'
import type { BodySite } from './body-sites.ts'

/** A place on the body in the chosen language. */
export function siteWords(site: BodySite | null): string {
  const { sites } = messages.value
  if (!site) return sites.none
  const region = sites.regions[site.region]
  return site.side ? sites[site.side](region) : region
}
