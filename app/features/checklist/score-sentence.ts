import { messages } from '../../i18n/messages.ts'
import { type Checklist, sevenPointScore } from './checklist.ts'

/** What both lists come to, in the chosen language. */
export function scoreSentence(marked: Checklist): string {
  const { doctor } = messages.value
  const seven = `${doctor.sevenTitle}: ${doctor.sevenScore(sevenPointScore(marked))}.`
  return `${seven} ${doctor.abcdeTitle}: ${doctor.abcdeScore(marked.abcde.length)}.`
}
