import { effect, signal } from '@preact/signals'
import { type Language, language } from '../preferences/preferences.ts'
import { en, type Messages } from './en.ts'

const LOADERS: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => en,
  es: async () => (await import('./es.ts')).es,
  de: async () => (await import('./de.ts')).de,
}

/** The words of the chosen language. */
export const messages = signal<Messages>(en)

/** Follows the chosen language; resolves when its words are there. */
export async function followLanguage(): Promise<void> {
  await speak(language.peek())
  effect(() => {
    void speak(language.value)
  })
}

async function speak(chosen: Language): Promise<void> {
  const words = await LOADERS[chosen]()
  if (language.peek() !== chosen) return
  messages.value = words
  document.documentElement.lang = words.locale
}
