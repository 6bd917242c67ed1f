import { useEffect, useState } from 'preact/hooks'
import { DeleteButton } from '../../design/confirm.tsx'
import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { prefer, preferences } from '../../preferences/preferences.ts'
import { go, hrefOf } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { BodyMap } from './body-map.tsx'
import { type BodySite, sameSite, siteKey } from './body-sites.ts'
import { forgetEverything, kept, lesions, openHistory } from './history.ts'
import './history.css'
import { KeepingFailed } from './keeping-failed.tsx'
import { Level } from './level.tsx'
import { Photo } from './photo.tsx'
import type { LesionHistory } from './records.ts'
import { siteWords } from './site-words.ts'

/** Everything that is kept, by lesion and by place on the body. */
export function HistoryScreen() {
  const { history, common } = messages.value
  const state = kept.value
  useEffect(() => {
    void openHistory()
  }, [])
  return (
    <Screen title={history.title} onBack={() => go('')}>
      <KeepingFailed />
      {state.status === 'unavailable' && (
        <p class="notice" role="status">
          <Icon name="info" />
          <span>{history.unavailable}</span>
        </p>
      )}
      {!preferences.value.history && (
        <section class="card stack">
          <h2>{history.off}</h2>
          <p>{history.offText}</p>
          <button type="button" class="button" onClick={() => prefer({ history: true })}>
            {history.turnOn}
          </button>
        </section>
      )}
      {state.status === 'open' && lesions.value.length === 0 && preferences.value.history && (
        <p class="soft">{history.empty}</p>
      )}
      {lesions.value.length > 0 && <Lesions lesions={lesions.value} />}
      <p class="disclaimer">
        {history.local} {common.notADevice}
      </p>
    </Screen>
  )
}

function Lesions({ lesions }: { readonly lesions: readonly LesionHistory[] }) {
  const { history } = messages.value
  const [site, setSite] = useState<BodySite | null>(null)
  const marked = new Set(lesions.flatMap(({ site }) => (site ? [siteKey(site)] : [])))
  const shown = site ? lesions.filter((lesion) => sameSite(lesion.site, site)) : lesions
  return (
    <div class="history">
      <section class="card stack tight">
        <BodyMap
          chosen={site}
          marked={marked}
          onChoose={(chosen) => {
            setSite(sameSite(chosen, site) || !marked.has(siteKey(chosen)) ? null : chosen)
          }}
        />
        {site && (
          <button type="button" class="button secondary" onClick={() => setSite(null)}>
            {history.showAll}
          </button>
        )}
      </section>
      <div class="stack">
        <ul class="lesions" aria-live="polite">
          {shown.map((lesion) => (
            <li key={lesion.id}>
              <LesionLink lesion={lesion} />
            </li>
          ))}
        </ul>
        <DeleteButton
          label={history.deleteAll}
          question={history.deleteAllQuestion}
          onDelete={() => void forgetEverything()}
        />
      </div>
    </div>
  )
}

function LesionLink({ lesion: { id, name, site, results } }: { readonly lesion: LesionHistory }) {
  const { history, common } = messages.value
  const latest = results[0]!
  return (
    <a class="lesion-link card" href={hrefOf('lesion', id)}>
      <Photo photo={latest.photo} alt="" />
      <span class="lesion-facts">
        <strong>{name}</strong>
        <span class="soft small">{siteWords(site)}</span>
        <span class="soft small">
          {history.pictures(results.length)}, {common.day(latest.takenAt)}
        </span>
        <Level answer={latest.answer} />
      </span>
    </a>
  )
}
