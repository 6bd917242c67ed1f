import { useId } from 'preact/hooks'

export type ChoicesProps<Value extends string | number> = {
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly note?: string
  onChange(value: Value): void
}

/** One of a few. */
export function Choices<Value extends string | number>({
  legend,
  options,
  value,
  note,
  onChange,
}: ChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      <div class="row" style={{ '--columns': columnsFor(options.length) }}>
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {note && <p class="soft small">{note}</p>}
    </fieldset>
  )
}

const columnsFor = (count: number) => (count > 3 ? 2 : count)

export type ToggleProps = {
  readonly label: string
  readonly note?: string
  readonly checked: boolean
  onChange(checked: boolean): void
}

/** On or off. */
export function Toggle({ label, note, checked, onChange }: ToggleProps) {
  const id = useId()
  return (
    <div class="toggle">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        aria-describedby={note && `${id}-note`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {note && (
        <p class="soft small" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  )
}

export type CheckProps = {
  readonly label: string
  readonly checked: boolean
  onChange(checked: boolean): void
}

/** One mark on a list. */
export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  )
}
