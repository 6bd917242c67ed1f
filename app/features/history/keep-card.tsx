import { useEffect } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { prefer, preferences } from '../../preferences/preferences.ts'
import { go, hrefOf } from '../../shell/route.ts'
import { keptWith } from '../session/session.ts'
import { kept, lesionOf, openHistory } from './history.ts'

/** Keeps the result that is shown, if its user wants that. */
export function KeepCard() {
  const { history } = messages.value
  const wanted = preferences.value.history
  useEffect(() => {
    if (wanted) void openHistory()
  }, [wanted])
  return (
    <section class="card stack">
      <h2 class="with-icon">
        <Icon name="history" />
        {history.title}
      </h2>
      <KeepChoice />
    </section>
  )
}

function KeepChoice() {
  const { history, keep } = messages.value
  if (!preferences.value.history) {
    return (
      <>
        <p>{history.offText}</p>
        <button type="button" class="button secondary" onClick={() => prefer({ history: true })}>
          {history.turnOn}
        </button>
      </>
    )
  }
  if (kept.value.status === 'unavailable') return <p role="status">{history.unavailable}</p>
  const lesion = lesionOf(keptWith.value)
  if (lesion) {
    return (
      <>
        <p role="status">{keep.done(lesion.name)}</p>
        <a class="button secondary" href={hrefOf('lesion', lesion.id)}>
          {keep.show}
        </a>
      </>
    )
  }
  return (
    <button type="button" class="button secondary" onClick={() => go('keep')}>
      <Icon name="bookmark" />
      {keep.title}
    </button>
  )
}
