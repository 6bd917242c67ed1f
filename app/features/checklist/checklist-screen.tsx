import { Check } from '../../design/controls.tsx'
import { messages } from '../../i18n/messages.ts'
import { goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { checklist } from '../session/session.ts'
import {
  ABCDE,
  SEVEN_POINT_REFERRAL,
  SEVEN_POINTS,
  type SevenPointSign,
  sevenPointScore,
  toggled,
} from './checklist.ts'

const SEVEN = Object.keys(SEVEN_POINTS) as readonly SevenPointSign[]

/** What a picture cannot show, asked in two lists. */
export function ChecklistScreen() {
  const { doctor } = messages.value
  const marked = checklist.value
  const score = sevenPointScore(marked)
  return (
    <Screen title={doctor.formTitle} onBack={goBack} narrow>
      <p class="soft">{doctor.formLead}</p>
      <section class="card stack tight">
        <h2>{doctor.sevenTitle}</h2>
        <div>
          {SEVEN.map((sign) => (
            <Check
              key={sign}
              label={doctor.seven[sign]}
              checked={marked.seven.includes(sign)}
              onChange={(present) => {
                checklist.value = { ...marked, seven: toggled(marked.seven, sign, present) }
              }}
            />
          ))}
        </div>
        <p role="status">
          <strong>{doctor.sevenScore(score)}.</strong>{' '}
          {score >= SEVEN_POINT_REFERRAL ? doctor.sevenHigh : doctor.sevenLow}
        </p>
        <p class="soft small">{doctor.sevenSource}</p>
      </section>
      <section class="card stack tight">
        <h2>{doctor.abcdeTitle}</h2>
        <div>
          {ABCDE.map((sign) => (
            <Check
              key={sign}
              label={doctor.abcde[sign]}
              checked={marked.abcde.includes(sign)}
              onChange={(present) => {
                checklist.value = { ...marked, abcde: toggled(marked.abcde, sign, present) }
              }}
            />
          ))}
        </div>
        <p role="status">
          <strong>{doctor.abcdeScore(marked.abcde.length)}.</strong>{' '}
          {marked.abcde.length > 0 ? doctor.abcdeAny : doctor.abcdeNone}
        </p>
      </section>
      <button type="button" class="button large wide" onClick={goBack}>
        {doctor.save}
      </button>
    </Screen>
  )
}
