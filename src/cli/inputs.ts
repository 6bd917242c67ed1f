import { stat } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { DermaliteError } from '../errors.ts'
import { PICTURE_EXTENSIONS } from '../image/node/extensions.ts'

/** One picture to classify, or why an argument gives none. */
export type Input = { readonly file: string; readonly error?: DermaliteError }

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
  if (stats?.isDirectory()) {
    const files = await glob('**/*', { cwd: path })
    const found = pictures(files.map((file) => join(path, file)))
    return found.length > 0 ? found : [noPicture(path, `the folder ${path} holds no picture`)]
  }
  if (stats === undefined && isDynamicPattern(path)) {
    const files = await glob(path, { expandDirectories: false, absolute: isAbsolute(path) })
    const found = pictures(files)
    return found.length > 0 ? found : [noPicture(path, `no picture matches ${path}`)]
  }
  return [{ file: path }] // decoding says what is wrong with it
}

function pictures(files: readonly string[]): Input[] {
  return files
    .filter((file) => PICTURE_EXTENSIONS.includes(extname(file).toLowerCase()))
    .sort(order.compare)
    .map((file) => ({ file }))
}

function noPicture(argument: string, message: string): Input {
  const hint = `Name files ending in ${PICTURE_EXTENSIONS.join(', ')}, or a folder with some.`
  return { file: argument, error: new DermaliteError('no-images', message, hint) }
}
