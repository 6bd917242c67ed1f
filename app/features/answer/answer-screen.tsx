import { messages } from '../../i18n/messages.ts'
import { go, goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { ExportCard } from '../export/export-card.tsx'
import { lesionOf } from '../history/history.ts'
import { KeepCard } from '../history/keep-card.tsx'
import { FailureNotice } from '../session/failure-notice.tsx'
import {
  answer,
  checklist,
  currentResult,
  failure,
  keptWith,
  picture,
  region,
} from '../session/session.ts'
import { AnswerView } from './answer-view.tsx'
import { SeeADoctor } from './see-a-doctor.tsx'

/** What the model says about the picture. */
export function AnswerScreen() {
  const { answer: words, common } = messages.value
  return (
    <Screen title={words.title} onBack={goBack}>
      <FailureNotice />
      <AnswerView
        picture={picture.value!}
        region={region.value!}
        answer={answer.value}
        failed={failure.value !== undefined}
      >
        <SeeADoctor checklist={checklist.value} editable={!lesionOf(keptWith.value)} />
        <KeepCard />
        <ExportCard reports={async () => [{ ...(await currentResult()), lesion: null }]} />
        <button type="button" class="button large wide" onClick={() => go('')}>
          {words.newPhoto}
        </button>
      </AnswerView>
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}
