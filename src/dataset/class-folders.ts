import { basename, join, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { PICTURE_EXTENSIONS } from '../image/node/extensions.ts'
import { datasetOf, type NamedSample } from './labelled.ts'
import type { Dataset, DatasetProblem } from './types.ts'

/**
 * A folder with a folder for each class: `<class>/<picture>`, at any depth below. Each picture is its own group, so the
 * folder must not show a lesion twice; a table with a `group` column can.
 *
 * @param name default: the name of the folder
 * @throws DermaliteError `dataset-invalid`: fewer than two classes
 */
export async function readClassFolders(root: string, name = basename(root)): Promise<Dataset> {
  const folder = resolve(root)
  const files = await glob(`**/*{${PICTURE_EXTENSIONS.join(',')}}`, {
    cwd: folder,
    caseSensitiveMatch: false,
  })
  const samples: NamedSample[] = []
  const problems: DatasetProblem[] = []
  for (const id of files.sort()) {
    const [className, ...rest] = id.split('/')
    if (rest.length > 0) {
      samples.push({ id, path: join(folder, id), className: className!, group: id, metadata: {} })
    } else {
      const message = 'the picture lies in no folder of a class'
      problems.push({ code: 'no-class', where: id, message })
    }
  }
  return datasetOf(name, folder, samples, problems)
}
