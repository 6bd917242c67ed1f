import { Icon } from '../../design/icon.tsx'
import { messages } from '../../i18n/messages.ts'
import { isEmpty, SEVEN_POINT_REFERRAL, sevenPointScore } from '../checklist/checklist.ts'
import { checklist } from '../session/session.ts'

/** What matters more than any picture. */
export function SeeADoctor() {
  const { doctor } = messages.value
  const marked = checklist.value
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
          <strong>
            {doctor.sevenTitle}: {doctor.sevenScore(score)}. {doctor.abcdeTitle}:{' '}
            {doctor.abcdeScore(marked.abcde.length)}.
          </strong>
          <span>{score >= SEVEN_POINT_REFERRAL ? doctor.sevenHigh : doctor.abcdeAny}</span>
        </div>
      )}
      <a class="button secondary" href="#/checklist">
        <Icon name="list" />
        {isEmpty(marked) ? doctor.form : doctor.formEdit}
      </a>
    </section>
  )
}
