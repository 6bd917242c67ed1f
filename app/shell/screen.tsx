import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { messages } from '../i18n/messages.ts'

export type ScreenProps = {
  readonly title: string
  readonly onBack?: () => void
  /** Buttons at the end of the header. */
  readonly actions?: ComponentChildren
  /** For reading: lines of a comfortable length on wide screens. */
  readonly narrow?: boolean
  readonly children: ComponentChildren
}

/** A header and what stands below it; its title takes the focus, so that a screen reader begins there. */
export function Screen({ title, onBack, actions, narrow = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = title === 'DermaLite' ? title : `${title} · DermaLite`
  }, [title])
  return (
    <div class="screen">
      <header class="bar">
        {onBack && (
          <button
            type="button"
            class="icon-button"
            aria-label={messages.value.common.back}
            onClick={onBack}
          >
            <Icon name="back" />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </header>
      <main class={narrow ? 'content narrow' : 'content'}>{children}</main>
    </div>
  )
}
