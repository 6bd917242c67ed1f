import { Icon } from '../../design/icon.tsx'
import { Lens } from '../../design/lens.tsx'
import { messages } from '../../i18n/messages.ts'
import { prefer } from '../../preferences/preferences.ts'
import { Screen } from '../../shell/screen.tsx'
import './intro.css'

/** What the app is and is not; shown once. */
export function IntroScreen() {
  const { intro } = messages.value
  return (
    <Screen title="DermaLite" narrow>
      <div class="intro-picture">
        <Lens />
      </div>
      <div class="stack tight">
        <h2 class="intro-title">{intro.title}</h2>
        <p class="soft">{intro.lead}</p>
      </div>
      <section class="card stack tight">
        <h2>{intro.isTitle}</h2>
        <ul class="intro-points">
          {intro.is.map((point) => (
            <li key={point}>
              <Icon name="check" />
              <span>{point}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="card stack tight">
        <h2>{intro.isNotTitle}</h2>
        <ul class="intro-points not">
          {intro.isNot.map((point) => (
            <li key={point}>
              <Icon name="close" />
              <span>{point}</span>
            </li>
          ))}
        </ul>
      </section>
      <div class="intro-start">
        <button type="button" class="button large wide" onClick={() => prefer({ introSeen: true })}>
          {intro.start}
        </button>
      </div>
    </Screen>
  )
}
