import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { DermaliteError } from '../errors.ts'

/** One picture to classify, or why an argument gives none. */
export type Input = { readonly file: string; readonly error?: DermaliteError }

const PICTURE_EXTENSIONS = ['.jpg', '.jpeg', '.png', '.webp', '.gif', '.tif', '.tiff', '.avif']

const order = new Intl.Collator('en', { numeric: true })

/**
 * The pictures that arguments name, in the order of the arguments: files as they are; folders (with what is below) and
 * glob patterns give their files with a picture's extension, `2.jpg` before `10.jpg`.
 */
export async function expandInputs(paths: readonly string[]): Promise<Input[]> {
  const expanded = await Promise.all(paths.map(expandPath))
  return expanded.flat()
}

async function expandPath(path: string): Promise<Input[]> {
  const stats = await stat(path).catch(() => undefined)
  if (stats?.isDirectory()) return pictures('**/*', path, (file) => join(path, file))
  if (stats === undefined && isDynamicPattern(path)) return pictures(path)
  return [{ file: path }] // decoding says what is wrong with it
}

async function pictures(
  pattern: string,
  folder?: string,
  name = (file: string) => file,
): Promise<Input[]> {
  const files = await glob(pattern, {
    expandDirectories: false,
    ...(folder !== undefined && { cwd: folder }),
  })
  const found = files.filter((file) => PICTURE_EXTENSIONS.includes(extname(file).toLowerCase()))
  if (found.length > 0) return found.sort(order.compare).map((file) => ({ file: name(file) }))
  const argument = folder ?? pattern
  return [{ file: argument, error: noImages(argument) }]
}

function noImages(argument: string): DermaliteError {
  return new DermaliteError(
    'no-images',
    `${argument} holds no picture`,
    `Name a folder or pattern with files ending in ${PICTURE_EXTENSIONS.join(', ')}.`,
  )
}
