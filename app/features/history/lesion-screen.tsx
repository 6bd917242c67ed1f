import { useEffect, useState } from 'preact/hooks'
import { DeleteButton } from '../../design/confirm.tsx'
import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { go, hrefOf, routeId } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { ranked } from '../answer/ranking.ts'
import { ExportCard } from '../export/export-card.tsx'
import { changeLesion, forgetLesion, kept, lesionOf, openHistory } from './history.ts'
import './history.css'
import { KeepingFailed } from './keeping-failed.tsx'
import { LesionFields } from './lesion-fields.tsx'
import { Level } from './level.tsx'
import { Photo } from './photo.tsx'
import type { KeptResult, LesionFacts, LesionHistory } from './records.ts'
import { siteWords } from './site-words.ts'

/** One lesion over time. */
export function LesionScreen() {
  const { history, common } = messages.value
  useEffect(() => {
    void openHistory()
  }, [])
  const lesion = lesionOf(routeId.value)
  return (
    <Screen title={lesion?.name ?? history.title} onBack={() => go('history')}>
      <KeepingFailed />
      {lesion ? (
        <LesionOverTime key={lesion.id} lesion={lesion} />
      ) : (
        kept.value.status !== 'closed' && <p class="soft">{history.gone}</p>
      )}
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}

function LesionOverTime({ lesion }: { readonly lesion: LesionHistory }) {
  const { lesion: words } = messages.value
  const { id, name, site, results } = lesion
  return (
    <div class="lesion">
      <div class="stack">
        <p class="soft">{siteWords(site)}</p>
        {results.length > 1 && (
          <a class="button" href={hrefOf('compare', id)}>
            <Icon name="compare" />
            {words.compare}
          </a>
        )}
        <ol class="timeline">
          {results.map((result) => (
            <li key={result.id}>
              <ResultLink result={result} />
            </li>
          ))}
        </ol>
      </div>
      <div class="stack">
        <EditLesion lesion={lesion} />
        <ExportCard
          reports={async () => results.map((result) => ({ ...result, lesion: { name, site } }))}
        />
        <DeleteButton
          label={words.delete}
          question={words.deleteQuestion}
          onDelete={async () => {
            await forgetLesion(id)
            go('history', { replace: true })
          }}
        />
      </div>
    </div>
  )
}

function ResultLink({ result: { id, takenAt, photo, answer } }: { readonly result: KeptResult }) {
  const { classes, common } = messages.value
  const first = ranked(answer)[0]!
  return (
    <a class="lesion-link card" href={hrefOf('kept', id)}>
      <Photo photo={photo} alt="" />
      <span class="lesion-facts">
        <strong>{common.moment(takenAt)}</strong>
        <Level answer={answer} />
        {answer.triage?.level !== 'unclear' && (
          <span class="soft small">
            {classes[first.name]?.name ?? first.name} {common.percent(first.probability)}
          </span>
        )}
      </span>
    </a>
  )
}

function EditLesion({ lesion }: { readonly lesion: LesionHistory }) {
  const { lesion: words } = messages.value
  const [draft, setDraft] = useState<LesionFacts>(lesion)
  return (
    <details class="card">
      <summary>{words.edit}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          event.currentTarget.closest('details')!.open = false
          const name = draft.name.trim() || lesion.name
          void changeLesion({ id: lesion.id, site: draft.site, name })
        }}
      >
        <LesionFields lesion={draft} onChange={setDraft} />
        <button type="submit" class="button">
          {words.save}
        </button>
      </form>
    </details>
  )
}
