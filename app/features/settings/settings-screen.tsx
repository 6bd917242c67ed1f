import { useEffect } from 'preact/hooks'
import { Choices, Toggle } from '../../design/controls.tsx'
import { Icon } from '../../design/icon.tsx'
import { chosenModel } from '../../engine/engine.ts'
import { engineFiles } from '../../engine/engine-files.ts'
import { messages } from '../../i18n/messages.ts'
import { LANGUAGE_NAMES, MODEL_NAMES } from '../../i18n/names.ts'
import { checkStored, stored } from '../../offline/stored.ts'
import {
  COVERAGES,
  LANGUAGES,
  prefer,
  preferences,
  TEXT_SIZES,
} from '../../preferences/preferences.ts'
import { goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { closePicture } from '../session/session.ts'
import './settings.css'

export function SettingsScreen() {
  const { settings, common, home, locale } = messages.value
  const chosen = preferences.value
  useEffect(() => {
    void checkStored(chosenModel().bundle)
  }, [chosen.model])
  const megabytes = (bytes: number) =>
    (bytes / 1e6).toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <Screen title={settings.title} onBack={goBack} narrow>
      <section class="card stack">
        <h2>{settings.look}</h2>
        <Choices
          legend={settings.language}
          value={chosen.language}
          options={[
            { value: 'auto' as const, label: settings.languageAuto },
            ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
          onChange={(language) => prefer({ language })}
        />
        <Choices
          legend={settings.theme}
          value={chosen.theme}
          options={[
            { value: 'auto', label: settings.themeAuto },
            { value: 'light', label: settings.themeLight },
            { value: 'dark', label: settings.themeDark },
          ]}
          onChange={(theme) => prefer({ theme })}
        />
        <Choices
          legend={settings.textSize}
          value={chosen.textSize}
          options={TEXT_SIZES.map((value, i) => ({ value, label: settings.textSizes[i]! }))}
          onChange={(textSize) => prefer({ textSize })}
        />
      </section>
      <section class="card stack">
        <h2>{settings.answer}</h2>
        {engineFiles.models.length > 1 && (
          <Choices
            legend={settings.model}
            note={settings.modelNote}
            value={chosen.model}
            options={engineFiles.models.map(({ name, bytes }) => ({
              value: name,
              label: `${MODEL_NAMES[name] ?? name}, ${megabytes(bytes)}\u00a0MB`,
            }))}
            onChange={(model) => {
              closePicture()
              prefer({ model })
            }}
          />
        )}
        <Choices
          legend={settings.prior}
          note={settings.priorNote}
          value={chosen.prior}
          options={[
            { value: 'balanced', label: settings.priorBalanced },
            { value: 'dataset', label: settings.priorDataset },
          ]}
          onChange={(prior) => prefer({ prior })}
        />
        <Choices
          legend={settings.coverage}
          note={settings.coverageNote}
          value={chosen.coverage}
          options={COVERAGES.map((value) => ({ value, label: common.percent(value) }))}
          onChange={(coverage) => prefer({ coverage })}
        />
        <Toggle
          label={settings.thorough}
          note={settings.thoroughNote}
          checked={chosen.thorough}
          onChange={(thorough) => prefer({ thorough })}
        />
      </section>
      <section class="card stack tight">
        <h2>{settings.data}</h2>
        <Toggle
          label={settings.history}
          note={settings.historyNote}
          checked={chosen.history}
          onChange={(history) => prefer({ history })}
        />
        <a class="row-link" href="#/history">
          <Icon name="history" />
          {settings.historyShow}
        </a>
        <p>{stored.value ? settings.offlineReady : settings.offlineNotYet}</p>
        <a class="row-link" href="#/about">
          <Icon name="info" />
          {home.about}
        </a>
        <button type="button" class="button secondary" onClick={() => prefer({ introSeen: false })}>
          {settings.reset}
        </button>
      </section>
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}
