import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
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

/** Every lesion, the one with the latest result first. */
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
    .sort((a, b) => latest(b) - latest(a))
}

const latest = ({ results }: LesionHistory) => results[0]?.takenAt ?? 0

/** Adds a result to a lesion, or to a new one: both or neither. Gives the lesion's id. */
export async function addResult(result: Result, lesion: number | LesionFacts): Promise<number> {
  const transaction = (await database()).transaction(['lesions', 'results'], 'readwrite')
  const lesionId =
    typeof lesion === 'number'
      ? lesion
      : await transaction.objectStore('lesions').add(lesion as Lesion)
  await transaction.objectStore('results').add({ ...result, lesionId } as KeptResult)
  await transaction.done
  return lesionId
}

export async function putLesion(lesion: Lesion): Promise<void> {
  await (await database()).put('lesions', lesion)
}

/** Deletes a result, and its lesion with the last one. */
export async function deleteResult({ id, lesionId }: KeptResult): Promise<void> {
  const transaction = (await database()).transaction(['lesions', 'results'], 'readwrite')
  const results = transaction.objectStore('results')
  await results.delete(id)
  if ((await results.index('lesion').count(lesionId)) === 0) {
    await transaction.objectStore('lesions').delete(lesionId)
  }
  await transaction.done
}

export async function deleteLesion(id: number): Promise<void> {
  const transaction = (await database()).transaction(['lesions', 'results'], 'readwrite')
  const results = transaction.objectStore('results')
  for (const key of await results.index('lesion').getAllKeys(id)) await results.delete(key)
  await transaction.objectStore('lesions').delete(id)
  await transaction.done
}

export async function deleteEverything(): Promise<void> {
  const transaction = (await database()).transaction(['lesions', 'results'], 'readwrite')
  await transaction.objectStore('results').clear()
  await transaction.objectStore('lesions').clear()
  await transaction.done
}
