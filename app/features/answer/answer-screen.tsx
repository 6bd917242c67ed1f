import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'
import { go } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { FailureNotice } from '../session/failure-notice.tsx'
import { answer as answered, failure, picture, region } from '../session/session.ts'
import './answer.css'
import { ClassList } from './class-list.tsx'
import { HeatView } from './heat-view.tsx'
import { HowSure } from './how-sure.tsx'
import { SeeADoctor } from './see-a-doctor.tsx'
import { TriageCard } from './triage-card.tsx'
import { Waiting } from './waiting.tsx'
import { Warnings } from './warnings.tsx'

/** What the model says about the picture. */
export function AnswerScreen() {
  const answer = answered.value
  const { answer: words, classes, common } = messages.value
  const [shown, setShown] = useState(answer?.label)
  const [revealed, setRevealed] = useState(false)
  const view = useRef<HTMLDivElement>(null)
  useEffect(() => {
    setShown(answer?.label)
    setRevealed(false)
  }, [answer])
  const name = shown ?? answer?.label ?? ''
  const told = answer !== undefined && (revealed || meansSomething(answer))
  return (
    <Screen title={words.title} onBack={() => go('crop')}>
      <FailureNotice />
      <div class="answer" aria-busy={!answer && !failure.value}>
        <div class="answer-level stack" aria-live="polite">
          {answer ? (
            <>
              <Warnings answer={answer} />
              <TriageCard answer={answer} />
            </>
          ) : (
            <Waiting />
          )}
        </div>
        <div class="answer-picture" ref={view}>
          <HeatView
            picture={picture.value!}
            region={region.value!}
            waiting={!answer && !failure.value}
            heat={told ? answer.heatmaps[name] : undefined}
            lesion={answer?.lesion ?? null}
            className={classes[name]?.name ?? name}
          />
        </div>
        {answer && (
          <div class="answer-rest stack">
            {told ? (
              <>
                <ClassList
                  answer={answer}
                  shown={name}
                  onShow={(wanted) => {
                    setShown(wanted)
                    view.current?.scrollIntoView({ block: 'nearest' })
                  }}
                />
                <HowSure answer={answer} />
              </>
            ) : (
              <button type="button" class="button secondary" onClick={() => setRevealed(true)}>
                {words.reveal}
              </button>
            )}
            <SeeADoctor />
            <button type="button" class="button large wide" onClick={() => go('')}>
              {words.newPhoto}
            </button>
          </div>
        )}
      </div>
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}

/** Numbers about a picture that cannot be judged mislead; they wait until they are asked for. */
function meansSomething({ triage, quality, outOfDistribution }: Answer): boolean {
  return triage?.level !== 'unclear' && quality.ok && !outOfDistribution?.flagged
}
