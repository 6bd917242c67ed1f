import type { Answer } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'
import { MALIGNANT, ranked } from './ranking.ts'

export type ClassListProps = {
  readonly answer: Answer
  /** The class whose map is shown. */
  readonly shown: string
  onShow(name: string): void
}

/** Each class with its probability; a tap shows its map and what it is. */
export function ClassList({ answer, shown, onShow }: ClassListProps) {
  const { answer: words, classes, common } = messages.value
  return (
    <section class="card stack tight">
      <h2>{words.classes.title}</h2>
      <p class="soft small">{words.classes.lead}</p>
      <ol class="classes">
        {ranked(answer).map(({ name, probability, likely }) => (
          <li key={name} class={likely ? 'likely' : undefined}>
            <button type="button" aria-pressed={name === shown} onClick={() => onShow(name)}>
              <span class="class-name">
                {classes[name]?.name ?? name}
                {likely && <span class="class-mark">{words.classes.setMark}</span>}
              </span>
              <data class="class-share" value={probability}>
                {common.percent(probability)}
              </data>
              <span class="class-bar" aria-hidden="true">
                <span style={{ transform: `scaleX(${probability})` }} />
              </span>
            </button>
            {name === shown && (
              <p class="class-text small">
                {MALIGNANT.includes(name) && (
                  <strong class="class-suspicious">{words.classes.suspicious}</strong>
                )}
                {classes[name]?.text}
              </p>
            )}
          </li>
        ))}
      </ol>
      <p class="soft small">
        {answer.prior.name === 'dataset' ? words.classes.priorDataset : words.classes.priorBalanced}
      </p>
    </section>
  )
}
