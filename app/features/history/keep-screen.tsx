import { useEffect, useState } from 'preact/hooks'
import { messages } from '../../i18n/messages.ts'
import { go, goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { currentResult, keptWith } from '../session/session.ts'
import { keep, lesions, openHistory } from './history.ts'
import './history.css'
import { KeepingFailed } from './keeping-failed.tsx'
import { LesionFields } from './lesion-fields.tsx'
import { Photo } from './photo.tsx'
import type { LesionFacts, LesionHistory } from './records.ts'
import { siteWords } from './site-words.ts'

/** With which lesion a result is to be kept. */
export function KeepScreen() {
  const { keep: words } = messages.value
  const known = lesions.value
  const [chosen, setChosen] = useState<number>()
  const [lesion, setLesion] = useState<LesionFacts>({ name: '', site: null })
  const [saving, setSaving] = useState(false)
  useEffect(() => {
    void openHistory()
  }, [])
  // no two alike, also after one was deleted
  const number = Math.max(0, ...known.map(({ id }) => id)) + 1
  const name = lesion.name.trim() || words.defaultName(number)
  return (
    <Screen title={words.title} onBack={goBack} narrow>
      <KeepingFailed />
      <form
        class="stack"
        onSubmit={async (event) => {
          event.preventDefault()
          setSaving(true)
          const id = await keep(await currentResult(), chosen ?? { ...lesion, name })
          setSaving(false)
          if (id === undefined) return
          keptWith.value = id
          go('lesion', { id, replace: true })
        }}
      >
        {known.length > 0 && <LesionChoice known={known} chosen={chosen} onChoose={setChosen} />}
        {chosen === undefined && (
          <section class="card">
            <LesionFields lesion={lesion} onChange={setLesion} />
            <p class="soft small">{words.nameNote(name)}</p>
          </section>
        )}
        <button type="submit" class="button large wide" disabled={saving}>
          {words.save}
        </button>
      </form>
    </Screen>
  )
}

type LesionChoiceProps = {
  readonly known: readonly LesionHistory[]
  /** Undefined: a new lesion. */
  readonly chosen: number | undefined
  onChoose(id: number | undefined): void
}

function LesionChoice({ known, chosen, onChoose }: LesionChoiceProps) {
  const { keep: words } = messages.value
  return (
    <fieldset class="card stack tight lesion-choice">
      <legend>{words.which}</legend>
      <label class="check">
        <input
          type="radio"
          name="lesion"
          checked={chosen === undefined}
          onChange={() => onChoose(undefined)}
        />
        <span>{words.newLesion}</span>
      </label>
      {known.map(({ id, name, site, results }) => (
        <label class="check with-photo" key={id}>
          <input type="radio" name="lesion" checked={chosen === id} onChange={() => onChoose(id)} />
          <span>
            <strong>{name}</strong>
            <span class="soft small">{siteWords(site)}</span>
          </span>
          {results[0] && <Photo photo={results[0].photo} alt="" />}
        </label>
      ))}
    </fieldset>
  )
}
