import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb'
import type { KeptResult, Lesion, LesionFacts, LesionHistory, Result } from './records.ts'

interface HistorySchema extends DBSchema {
  lesions: { key: number; value: Lesion }
  results: { key: number; value: KeptResult; indexes: { lesion: number } }
}

const NAME = 'dermalite'
const VERSION = 1

let opened: Promise<IDBPDatabase<HistorySchema>> | undefined

/** Rejects where the browser stores nothing, as in some private windows. */
function database(): Promise<IDBPDatabase<HistorySchema>> {
  opened ??= openDB<HistorySchema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('lesions', { keyPath: 'id', autoIncrement: true })
      db.createObjectStore('results', { keyPath: 'id', autoIncrement: true }).createIndex(
        'lesion',
        'lesionId',
      )
    },
    // a newer version of the app in another tab goes first
    blocking(_from, _to, event) {
      opened = undefined
      ;(event.target as IDBDatabase).close()
    },
    terminated() {
      opened = undefined
    },
  })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

/** Every lesion that has a result, the one with the latest first. */
export async function readLesions(): Promise<LesionHistory[]> {
  const db = await database()
  const [lesions, results] = await Promise.all([db.getAll('lesions'), db.getAll('results')])
  return lesions
    .map((lesion) => ({
      ...lesion,
      results: results
        .filter(({ lesionId }) => lesionId === lesion.id)
        .sort((a, b) => b.takenAt - a.takenAt),
    }))
    .filter(({ results }) => results.length > 0)
    .sort((a, b) => latest(b) - latest(a))
}

const latest = ({ results }: LesionHistory) => results[0]!.takenAt

/** Adds a result to a lesion, or to a new one. Gives the lesion's id. */
export function addResult(result: Result, lesion: number | LesionFacts): Promise<number> {
  return change(async (lesions, results) => {
    const isKnown = typeof lesion === 'number'
    if (isKnown) await mustHave(lesions, lesion)
    const lesionId = isKnown ? lesion : await lesions.add(lesion as Lesion)
    await results.add({ ...result, lesionId } as KeptResult)
    return lesionId
  })
}

export function putLesion(lesion: Lesion): Promise<unknown> {
  return change(async (lesions) => {
    await mustHave(lesions, lesion.id)
    await lesions.put(lesion)
  })
}

/** Deletes a result, and its lesion with the last one. */
export function deleteResult({ id, lesionId }: KeptResult): Promise<unknown> {
  return change(async (lesions, results) => {
    await results.delete(id)
    if ((await results.index('lesion').count(lesionId)) === 0) await lesions.delete(lesionId)
  })
}

export function deleteLesion(id: number): Promise<unknown> {
  return change(async (lesions, results) => {
    for (const key of await results.index('lesion').getAllKeys(id)) await results.delete(key)
    await lesions.delete(id)
  })
}

export function deleteEverything(): Promise<unknown> {
  return change(async (lesions, results) => {
    await results.clear()
    await lesions.clear()
  })
}

type Store<Name extends 'lesions' | 'results'> = IDBPObjectStore<
  HistorySchema,
  ('lesions' | 'results')[],
  Name,
  'readwrite'
>

/** A change as a whole: where a part of it fails, nothing of it stays. */
async function change<Value>(
  work: (lesions: Store<'lesions'>, results: Store<'results'>) => Promise<Value>,
): Promise<Value> {
  const transaction = (await database()).transaction(['lesions', 'results'], 'readwrite')
  let value: Value
  try {
    value = await work(transaction.objectStore('lesions'), transaction.objectStore('results'))
  } catch (error) {
    transaction.done.catch(() => {}) // it fails as the work did
    transaction.abort()
    throw error
  }
  await transaction.done
  return value
}

/** Another tab may have deleted the lesion. */
async function mustHave(lesions: Store<'lesions'>, id: number): Promise<void> {
  if ((await lesions.getKey(id)) === undefined) throw new Error('the lesion is gone')
}
