import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Region } from '../../../src/image/crop.ts'
import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'
import './answer.css'
import { ClassList } from './class-list.tsx'
import { HeatView, type ShownPicture } from './heat-view.tsx'
import { HowSure } from './how-sure.tsx'
import { meansSomething } from './means-something.ts'
import { TriageCard } from './triage-card.tsx'
import { Waiting } from './waiting.tsx'
import { Warnings } from './warnings.tsx'

export type AnswerViewProps = {
  readonly picture: ShownPicture
  readonly region: Region
  /** Undefined while the model looks, or where it failed. */
  readonly answer: Answer | undefined
  readonly failed?: boolean
  /** What follows the answer. */
  readonly children?: ComponentChildren
}

/** A picture and what the model says about it. */
export function AnswerView({ picture, region, answer, failed = false, children }: AnswerViewProps) {
  const { answer: words, classes } = messages.value
  const [shown, setShown] = useState<string>()
  const [revealed, setRevealed] = useState(false)
  const view = useRef<HTMLDivElement>(null)
  const name = shown ?? answer?.label ?? ''
  const told = answer !== undefined && (revealed || meansSomething(answer))
  return (
    <div class="answer" aria-busy={!answer && !failed}>
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
          picture={picture}
          region={region}
          waiting={!answer && !failed}
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
          {children}
        </div>
      )}
    </div>
  )
}
