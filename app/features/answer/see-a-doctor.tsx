import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import {
  type Checklist,
  isEmpty,
  SEVEN_POINT_REFERRAL,
  sevenPointScore,
} from '../checklist/checklist.ts'
import { scoreSentence } from '../checklist/score-sentence.ts'

export type SeeADoctorProps = {
  readonly checklist: Checklist
  /** Whether the questions may be answered. */
  readonly editable?: boolean
}

/** What matters more than any picture. */
export function SeeADoctor({ checklist: marked, editable = false }: SeeADoctorProps) {
  const { doctor } = messages.value
  const score = sevenPointScore(marked)
  return (
    <section class="card stack">
      <h2 class="with-icon">
        <Icon name="doctor" />
        {doctor.title}
      </h2>
      <div class="stack tight">
        <p>{doctor.lead}</p>
        <ul class="list">
          {doctor.signs.map((sign) => (
            <li key={sign}>{sign}</li>
          ))}
        </ul>
      </div>
      {!isEmpty(marked) && (
        <div class={score >= SEVEN_POINT_REFERRAL ? 'notice danger' : 'notice'}>
          <Icon name="list" />
          <strong>{scoreSentence(marked)}</strong>
          <span>{score >= SEVEN_POINT_REFERRAL ? doctor.sevenHigh : doctor.abcdeAny}</span>
        </div>
      )}
      {editable && (
        <a class="button secondary" href="#/checklist">
          <Icon name="list" />
          {isEmpty(marked) ? doctor.form : doctor.formEdit}
        </a>
      )}
    </section>
  )
}
