import { Icon } from '../../design/icon.tsx'
import { engineState, wakeEngine } from '../../engine/engine.ts'
import { messages } from '../../i18n/messages.ts'
import { stored } from '../../offline/stored.ts'

/** Whether the model is there, on its way, or did not come. */
export function EngineStatus() {
  const { engine, errors, common } = messages.value
  const state = engineState.value
  return (
    <div class="engine-status small soft" role="status">
      {state.status === 'loading' && (
        <>
          <span class="visually-hidden">{engine.starting}</span>
          <span aria-hidden="true">
            {state.fraction < 1 ? engine.loading(state.fraction) : engine.starting}
          </span>
          <div class="progress" aria-hidden="true">
            <span style={{ transform: `scaleX(${state.fraction})` }} />
          </div>
          <span>{engine.onceNote}</span>
        </>
      )}
      {state.status === 'ready' && (
        <span class="ready">
          <Icon name="check" />
          {stored.value ? engine.ready : engine.readyOnline}
        </span>
      )}
      {state.status === 'failed' && (
        <div class="notice danger">
          <Icon name="warning" />
          <strong>{engine.failed}</strong>
          <span>{errors[state.error.code] ?? errors.unexpected}</span>
          <button
            type="button"
            class="button secondary"
            onClick={() => {
              wakeEngine().catch(() => {}) // shown here again
            }}
          >
            {common.tryAgain}
          </button>
        </div>
      )}
    </div>
  )
}
