import { computed, signal } from '@preact/signals'
import type { KeptResult, Lesion, LesionFacts, LesionHistory, Result } from './records.ts'
import {
  addResult,
  deleteEverything,
  deleteLesion,
  deleteResult,
  putLesion,
  readLesions,
} from './store.ts'

export type HistoryState =
  | { readonly status: 'closed' }
  /** The browser stores nothing for this page. */
  | { readonly status: 'unavailable' }
  | { readonly status: 'open'; readonly lesions: readonly LesionHistory[] }

/** What is kept on this device. */
export const kept = signal<HistoryState>({ status: 'closed' })
/** Whether the last change could not be stored, as on a full device. */
export const keepingFailed = signal(false)

/** Reads what is kept, once; a screen that shows it calls this. */
export async function openHistory(): Promise<void> {
  if (kept.peek().status !== 'open') await read()
}

async function read(): Promise<void> {
  try {
    kept.value = { status: 'open', lesions: await readLesions() }
  } catch {
    kept.value = { status: 'unavailable' }
  }
}

/** Keeps a result with a lesion that is known or a new one; gives the lesion's id, or undefined where it could not be stored. */
export function keep(result: Result, lesion: number | LesionFacts): Promise<number | undefined> {
  // asks the browser not to clear it away when storage runs short; it may say no, or wait for its user to say so
  void navigator.storage?.persist?.().catch(() => false)
  return changed(() => addResult(result, lesion))
}

export const changeLesion = ({ id, name, site }: Lesion) =>
  changed(() => putLesion({ id, name, site }))
export const forgetResult = (result: KeptResult) => changed(() => deleteResult(result))
export const forgetLesion = (id: number) => changed(() => deleteLesion(id))
export const forgetEverything = () => changed(() => deleteEverything())

/** Every lesion that is kept; none as long as they are not read. */
export const lesions = computed(() => (kept.value.status === 'open' ? kept.value.lesions : []))

export function lesionOf(id: number | undefined): LesionHistory | undefined {
  return lesions.value.find((each) => each.id === id)
}

export function resultOf(
  id: number,
): { readonly result: KeptResult; readonly lesion: LesionHistory } | undefined {
  for (const lesion of lesions.value) {
    const result = lesion.results.find((each) => each.id === id)
    if (result) return { result, lesion }
  }
  return undefined
}

async function changed<Value>(change: () => Promise<Value>): Promise<Value | undefined> {
  keepingFailed.value = false
  try {
    const value = await change()
    await read()
    return value
  } catch {
    keepingFailed.value = true
    return undefined
  }
}
