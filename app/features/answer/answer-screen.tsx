import { useEffect, useState } from 'preact/hooks'
import { engineState } from '../../engine/engine.ts'
import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'
import { go } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { FailureNotice } from '../session/failure-notice.tsx'
import { answer as answered, ask, failure, picture, region } from '../session/session.ts'
import './answer.css'
import { ClassList } from './class-list.tsx'
import { HeatView } from './heat-view.tsx'
import { HowSure } from './how-sure.tsx'
import { SeeADoctor } from './see-a-doctor.tsx'
import { TriageCard } from './triage-card.tsx'
import { Warnings } from './warnings.tsx'

/** What the model says about the picture. */
export function AnswerScreen() {
  const answer = answered.value
  const { answer: words, classes, common } = messages.value
  const [shown, setShown] = useState(answer?.label)
  useEffect(() => setShown(answer?.label), [answer])
  const name = shown ?? answer?.label ?? ''
  return (
    <Screen title={words.title} onBack={() => go('crop')}>
      <FailureNotice />
      <div class="answer" aria-busy={!answer && !failure.value}>
        <div class="answer-picture">
          <HeatView
            picture={picture.value!}
            region={region.value!}
            heat={answer?.heatmaps[name]}
            lesion={answer?.lesion ?? null}
            className={classes[name]?.name ?? name}
          />
        </div>
        <div class="answer-text stack">
          {answer ? <Said answer={answer} shown={name} onShow={setShown} /> : <Waiting />}
        </div>
      </div>
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}

type SaidProps = {
  readonly answer: Answer
  readonly shown: string
  onShow(name: string): void
}

function Said({ answer, shown, onShow }: SaidProps) {
  const { answer: words } = messages.value
  return (
    <>
      <Warnings answer={answer} />
      <TriageCard answer={answer} />
      <ClassList answer={answer} shown={shown} onShow={onShow} />
      <HowSure answer={answer} />
      <SeeADoctor />
      <button type="button" class="button large wide" onClick={() => go('')}>
        {words.newPhoto}
      </button>
    </>
  )
}

function Waiting() {
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
    <div class="card stack tight" role="status">
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
