import type { Answer, Classifier } from '../../classifier/index.ts'
import type { RgbImage } from '../../image/types.ts'

/** A picture and the class that it shows. */
export type Labelled = { readonly image: RgbImage; readonly truth: string }
export type Example = Labelled & { readonly answer: Answer }
export type Examples = { readonly right: readonly Example[]; readonly wrong: readonly Example[] }

/**
 * Classifies pictures until there are enough that the model names rightly and wrongly, of each class one at most: the first
 * ones that come, not the finest.
 *
 * @param each how many of both are wanted; fewer come back where the pictures end before
 */
export async function chooseExamples(
  classifier: Classifier,
  pictures: Iterable<Labelled> | AsyncIterable<Labelled>,
  each: number,
): Promise<Examples> {
  const found = { right: new Map<string, Example>(), wrong: new Map<string, Example>() }
  for await (const { image, truth } of pictures) {
    const answer = await classifier.classify(image)
    const side = answer.label === truth ? found.right : found.wrong
    if (side.size < each && !side.has(truth)) side.set(truth, { image, truth, answer })
    if (found.right.size === each && found.wrong.size === each) break
  }
  return { right: [...found.right.values()], wrong: [...found.wrong.values()] }
}
