import { computed, effect, signal } from '@preact/signals'
import { engineFiles } from '../engine/engine-files.ts'

export const LANGUAGES = ['en', 'es', 'de'] as const
export type Language = (typeof LANGUAGES)[number]
export const THEMES = ['auto', 'light', 'dark'] as const
export const TEXT_SIZES = [100, 115, 130, 150] as const
export const COVERAGES = [0.8, 0.9, 0.95] as const
export const PRIORS = ['balanced', 'dataset'] as const

export const MODELS: readonly string[] = engineFiles.models.map(({ name }) => name)

export type Preferences = {
  readonly introSeen: boolean
  readonly language: Language | 'auto'
  readonly theme: (typeof THEMES)[number]
  /** Per cent of the browser's own. */
  readonly textSize: (typeof TEXT_SIZES)[number]
  /** By its name. */
  readonly model: string
  readonly prior: (typeof PRIORS)[number]
  /** Of the prediction set. */
  readonly coverage: (typeof COVERAGES)[number]
  readonly thorough: boolean
  /** Whether results may be kept; off until its user says so. */
  readonly history: boolean
}

const DEFAULTS: Preferences = {
  introSeen: false,
  language: 'auto',
  theme: 'auto',
  textSize: 100,
  model: MODELS[0]!,
  prior: 'balanced',
  coverage: 0.9,
  thorough: false,
  history: false,
}

const CHOICES: { readonly [Key in keyof Preferences]: readonly Preferences[Key][] } = {
  introSeen: [false, true],
  language: ['auto', ...LANGUAGES],
  theme: THEMES,
  textSize: TEXT_SIZES,
  model: MODELS,
  prior: PRIORS,
  coverage: COVERAGES,
  thorough: [false, true],
  history: [false, true],
}

const KEY = 'preferences'

export const preferences = signal<Preferences>(read())

export function prefer(changes: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...changes }
}

/** The language to speak: the chosen one, or the first of the device's that the app knows. */
export const language = computed<Language>(() => {
  const { language } = preferences.value
  if (language !== 'auto') return language
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2))
  return LANGUAGES.find((known) => known === wanted.find(isLanguage)) ?? 'en'
})

/** Stores every change, and dresses the page in it. */
export function keepPreferences(): void {
  effect(() => {
    const { theme, textSize } = preferences.value
    const { dataset, style } = document.documentElement
    dataset.theme = theme
    style.fontSize = `${textSize}%`
    write(preferences.value)
  })
}

const isLanguage = (tag: string): tag is Language => (LANGUAGES as readonly string[]).includes(tag)

/** Storage may be off, as in some private windows: then nothing is remembered. */
function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return { ...DEFAULTS, ...known(stored) }
  } catch {
    return DEFAULTS
  }
}

function write(value: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(value))
  } catch {
    // remembered until the page closes
  }
}

/** What is stored and still among the choices. */
function known(stored: unknown): Partial<Preferences> {
  const entries = Object.entries(stored ?? {}).filter(([key, value]) =>
    (CHOICES as Record<string, readonly unknown[]>)[key]?.includes(value),
  )
  return Object.fromEntries(entries) as Partial<Preferences>
}
