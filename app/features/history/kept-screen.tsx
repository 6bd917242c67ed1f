import { useEffect, useState } from 'preact/hooks'
import { DeleteButton } from '../../design/confirm.tsx'
import { messages } from '../../i18n/messages.ts'
import { go, routeId } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { AnswerView } from '../answer/answer-view.tsx'
import type { ShownPicture } from '../answer/draw-square.ts'
import { SeeADoctor } from '../answer/see-a-doctor.tsx'
import { ExportCard } from '../export/export-card.tsx'
import { forgetResult, kept, openHistory, resultOf } from './history.ts'
import './history.css'
import { KeepingFailed } from './keeping-failed.tsx'
import type { KeptResult, LesionHistory } from './records.ts'

/** A result as it was shown on its day. */
export function KeptScreen() {
  const { history, common } = messages.value
  useEffect(() => {
    void openHistory()
  }, [])
  const found = resultOf(routeId.value)
  return (
    <Screen
      title={found ? common.moment(found.result.takenAt) : history.title}
      onBack={() => (found ? go('lesion', { id: found.lesion.id }) : go('history'))}
    >
      <KeepingFailed />
      {found ? (
        <Kept key={found.result.id} {...found} />
      ) : (
        kept.value.status !== 'closed' && <p class="soft">{history.gone}</p>
      )}
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}

type KeptProps = { readonly result: KeptResult; readonly lesion: LesionHistory }

function Kept({ result, lesion }: KeptProps) {
  const { kept: words } = messages.value
  const { name, site, id } = lesion
  const picture = useBitmap(result.photo)
  if (!picture) return null
  return (
    <AnswerView picture={picture} region={wholeOf(picture)} answer={result.answer}>
      <SeeADoctor checklist={result.checklist} />
      <ExportCard reports={async () => [{ ...result, lesion: { name, site } }]} />
      <DeleteButton
        label={words.delete}
        question={words.deleteQuestion}
        onDelete={async () => {
          await forgetResult(result)
          if (lesion.results.length > 1) go('lesion', { id, replace: true })
          else go('history', { replace: true })
        }}
      />
    </AnswerView>
  )
}

const wholeOf = ({ preview: { width, height } }: ShownPicture) => ({
  left: 0,
  top: 0,
  width,
  height,
})

/** A picture decoded for the screen, freed with it. */
function useBitmap(photo: Blob): ShownPicture | undefined {
  const [picture, setPicture] = useState<ShownPicture>()
  useEffect(() => {
    let preview: ImageBitmap | undefined
    let left = false
    void createImageBitmap(photo).then((bitmap) => {
      preview = bitmap
      if (left) bitmap.close()
      else setPicture({ preview: bitmap, width: bitmap.width })
    })
    return () => {
      left = true
      preview?.close()
    }
  }, [photo])
  return picture
}
