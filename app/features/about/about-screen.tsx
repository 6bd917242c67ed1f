import { useEffect } from 'preact/hooks'
import type { Manifest } from '../../../src/classifier/index.ts'
import { engineState, wakeEngine } from '../../engine/engine.ts'
import type { EngineInfo } from '../../engine/protocol.ts'
import { messages } from '../../i18n/messages.ts'
import { goBack } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { EngineStatus } from '../home/engine-status.tsx'
import './about.css'

/** The model card: what it is for, how well it does, and its limits. */
export function AboutScreen() {
  const { about, common } = messages.value
  const state = engineState.value
  useEffect(() => {
    wakeEngine().catch(() => {}) // shown by EngineStatus
  }, [])
  return (
    <Screen title={about.title} onBack={goBack} narrow>
      <section class="card stack tight">
        <h2>{about.intended}</h2>
        <p>{about.intendedText}</p>
      </section>
      <section class="card stack tight">
        <h2>{about.limits}</h2>
        <ul class="list">
          {about.limitsList.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </section>
      {state.status === 'ready' ? <ModelFacts info={state.info} /> : <EngineStatus />}
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}

function ModelFacts({ info }: { readonly info: EngineInfo }) {
  const { about } = messages.value
  const { manifest, build } = info
  const { provenance } = manifest
  const count = (value: number) => value.toLocaleString(messages.value.locale)
  const date = new Date(provenance.createdAt).toLocaleDateString(messages.value.locale, {
    dateStyle: 'medium',
  })
  const file = manifest.files.find(({ format }) => format === 'tflite')
  return (
    <>
      {manifest.synthetic && <p class="notice danger">{about.synthetic}</p>}
      <Measured manifest={manifest} />
      <section class="card stack tight">
        <h2>{about.training}</h2>
        <p>
          {about.trainingText(
            count(provenance.split.train),
            provenance.dataset.toUpperCase(),
            date,
          )}
        </p>
        <p class="small soft">{about.engineText(build, `${manifest.name} ${file?.precision}`)}</p>
      </section>
      <section class="card stack tight">
        <h2>{about.licence}</h2>
        <p class="small">{manifest.licence}</p>
        <p class="small soft">{manifest.attribution}</p>
      </section>
    </>
  )
}

/** Figures of the test pictures, or of the validation pictures where no test was reported. */
function Measured({ manifest }: { readonly manifest: Manifest }) {
  const { about, classes, common, locale } = messages.value
  const { test, val } = manifest.metrics
  const { split } = manifest.provenance
  const metrics = test ?? val
  if (!metrics) return null
  const count = (test ? split.test : split.val).toLocaleString(locale)
  const share = (key: string) => (key in metrics ? common.percent(metrics[key]!) : '–')
  const rows = [
    [about.balancedAccuracy, share('balancedAccuracy')],
    [about.accuracy, share('accuracy')],
    [about.macroAuc, metrics.macroAuc?.toLocaleString(locale, { minimumFractionDigits: 3 }) ?? '–'],
  ] as const
  return (
    <section class="card stack">
      <h2>{test ? about.measured(count) : about.measuredVal(count)}</h2>
      <dl class="figures">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table class="figures-table">
        <caption>{about.perClass}</caption>
        <thead>
          <tr>
            <th scope="col">{about.kind}</th>
            <th scope="col">{about.sensitivity}</th>
            <th scope="col">{about.specificity}</th>
          </tr>
        </thead>
        <tbody>
          {manifest.classes.map((name) => (
            <tr key={name}>
              <th scope="row">{classes[name]?.name ?? name}</th>
              <td>{share(`${name}.sensitivity`)}</td>
              <td>{share(`${name}.specificity`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small soft">{about.sensitivityNote}</p>
    </section>
  )
}
