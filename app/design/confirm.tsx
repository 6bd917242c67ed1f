import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.ts'
import { Icon } from './icon.tsx'

export type DeleteButtonProps = {
  readonly label: string
  /** Asked before anything is deleted. */
  readonly question: string
  onDelete(): void
}

/** Deletes after it has asked. */
export function DeleteButton({ label, question, onDelete }: DeleteButtonProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="button secondary danger" onClick={() => setAsking(true)}>
        <Icon name="trash" />
        {label}
      </button>
      {asking && (
        <Confirm
          label={label}
          question={question}
          onAnswer={(agreed) => {
            setAsking(false)
            if (agreed) onDelete()
          }}
        />
      )}
    </>
  )
}

type ConfirmProps = {
  readonly label: string
  readonly question: string
  onAnswer(agreed: boolean): void
}

function Confirm({ label, question, onAnswer }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const { common } = messages.value
  useEffect(() => dialog.current!.showModal(), [])
  return (
    <dialog ref={dialog} class="confirm card" aria-labelledby={id} onClose={() => onAnswer(false)}>
      <p id={id}>{question}</p>
      <div class="row">
        <button type="button" class="button secondary" onClick={() => dialog.current!.close()}>
          {common.cancel}
        </button>
        <button type="button" class="button danger" onClick={() => onAnswer(true)}>
          {label}
        </button>
      </div>
    </dialog>
  )
}
