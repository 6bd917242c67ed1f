import { engineState } from '../../engine/engine.ts'
import { messages } from '../../i18n/messages.ts'
import { ask, failure, region } from '../session/session.ts'

/** Stands where the level will, or offers another try. */
export function Waiting() {
  const { answer: words, engine, common } = messages.value
  const state = engineState.value
  if (failure.value) {
    return (
      <button type="button" class="button large wide" onClick={() => void ask(region.value!)}>
        {common.tryAgain}
      </button>
    )
  }
  return (
    <div class="card stack tight">
      <p>{state.status === 'ready' ? words.wait : words.waitModel}</p>
      {state.status === 'loading' && (
        <>
          <p class="small soft" aria-hidden="true">
            {state.fraction < 1 ? engine.loading(state.fraction) : engine.starting}
          </p>
          <div class="progress" aria-hidden="true">
            <span style={{ transform: `scaleX(${state.fraction})` }} />
          </div>
        </>
      )}
    </div>
  )
}
