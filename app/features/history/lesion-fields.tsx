import { useId } from 'preact/hooks'
import { messages } from '../../i18n/messages.ts'
import { BodyMap } from './body-map.tsx'
import { BODY_SITES, siteKey, siteOf } from './body-sites.ts'
import type { LesionFacts } from './records.ts'
import { siteWords } from './site-words.ts'

export type LesionFieldsProps = {
  readonly lesion: LesionFacts
  onChange(lesion: LesionFacts): void
}

const LONGEST_NAME = 60

/** What a lesion is called, and where it is. */
export function LesionFields({ lesion, onChange }: LesionFieldsProps) {
  const { keep } = messages.value
  const id = useId()
  return (
    <div class="stack">
      <div class="field">
        <label for={`${id}-name`}>{keep.name}</label>
        <input
          id={`${id}-name`}
          type="text"
          autocomplete="off"
          maxLength={LONGEST_NAME}
          value={lesion.name}
          onInput={({ currentTarget }) => onChange({ ...lesion, name: currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={`${id}-site`}>{keep.site}</label>
        <select
          id={`${id}-site`}
          value={lesion.site ? siteKey(lesion.site) : ''}
          onChange={({ currentTarget }) =>
            onChange({ ...lesion, site: siteOf(currentTarget.value) })
          }
        >
          <option value="">{siteWords(null)}</option>
          {BODY_SITES.map((site) => (
            <option key={siteKey(site)} value={siteKey(site)}>
              {siteWords(site)}
            </option>
          ))}
        </select>
      </div>
      <BodyMap chosen={lesion.site} onChoose={(site) => onChange({ ...lesion, site })} />
    </div>
  )
}
