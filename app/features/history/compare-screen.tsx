import { useEffect, useId, useState } from 'preact/hooks'
import { messages } from '../../i18n/messages.ts'
import { go, routeId } from '../../shell/route.ts'
import { Screen } from '../../shell/screen.tsx'
import { ranked } from '../answer/ranking.ts'
import { daysApart } from './days-apart.ts'
import { kept, lesionOf, openHistory } from './history.ts'
import './history.css'
import { Level } from './level.tsx'
import { Photo } from './photo.tsx'
import type { KeptResult, LesionHistory } from './records.ts'

/** Two pictures of a lesion side by side. */
export function CompareScreen() {
  const { compare, history, common } = messages.value
  useEffect(() => {
    void openHistory()
  }, [])
  const lesion = lesionOf(routeId.value)
  return (
    <Screen
      title={lesion?.name ?? compare.title}
      onBack={() => (lesion ? go('lesion', { id: lesion.id }) : go('history'))}
    >
      {lesion && lesion.results.length > 1 ? (
        <Comparison key={lesion.id} lesion={lesion} />
      ) : (
        kept.value.status !== 'closed' && <p class="soft">{history.gone}</p>
      )}
      <p class="disclaimer">{common.notADevice}</p>
    </Screen>
  )
}

function Comparison({ lesion: { results } }: { readonly lesion: LesionHistory }) {
  const { compare } = messages.value
  const [ids, setIds] = useState([results.at(-1)!.id, results[0]!.id] as const)
  const [first, second] = ids.map(
    (id) => results.find((result) => result.id === id) ?? results[0]!,
  ) as [KeptResult, KeptResult]
  const days = daysApart(first.takenAt, second.takenAt)
  return (
    <>
      <div class="comparison">
        <Column
          label={compare.first}
          result={first}
          results={results}
          onChoose={(id) => setIds([id, ids[1]])}
        />
        <Column
          label={compare.second}
          result={second}
          results={results}
          onChoose={(id) => setIds([ids[0], id])}
        />
      </div>
      <p role="status">
        <strong>{compare.apart(days)}</strong> {compare.note}
      </p>
    </>
  )
}

type ColumnProps = {
  readonly label: string
  readonly result: KeptResult
  readonly results: readonly KeptResult[]
  onChoose(id: number): void
}

function Column({ label, result, results, onChoose }: ColumnProps) {
  const { classes, common, compare } = messages.value
  const id = useId()
  const { answer, photo, takenAt } = result
  return (
    <div class="stack tight">
      <div class="field">
        <label for={id}>{label}</label>
        <select
          id={id}
          value={result.id}
          onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
        >
          {results.map((each) => (
            <option key={each.id} value={each.id}>
              {common.moment(each.takenAt)}
            </option>
          ))}
        </select>
      </div>
      <Photo photo={photo} alt={compare.photo(common.day(takenAt))} />
      <p class="soft small">{common.moment(takenAt)}</p>
      <Level answer={answer} />
      {answer.triage?.level !== 'unclear' && (
        <ul class="compared small">
          {ranked(answer)
            .slice(0, 3)
            .map(({ name, probability }) => (
              <li key={name}>
                <span>{classes[name]?.name ?? name}</span>
                <span>{common.percent(probability)}</span>
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}
