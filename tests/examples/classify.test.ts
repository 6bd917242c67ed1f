import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LESION_CLASSES } from '../../src/classes.ts'
import { encodePng } from '../../src/image/node/encode.ts'
import { noise } from '../image/pictures.ts'
import { PROCESS_TIMEOUT, runScript } from '../run-script.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeTinyBundle } from '../tiny-bundle.ts'

const folder = temporaryFolder()

it('examples/classify.ts imports the package by its name and answers', {
  timeout: PROCESS_TIMEOUT,
}, async () => {
  const [picture, bundle] = [join(folder, 'noise.png'), join(folder, 'bundle')]
  await writeFile(picture, await encodePng(noise(80, 60)))
  await writeTinyBundle(bundle)
  const { code, stdout, stderr } = await runScript('examples/classify.ts', [picture, bundle])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [label] = stdout.split(' ', 1)
  expect(LESION_CLASSES).toContain(label)
  for (const name of LESION_CLASSES) expect(stdout).toMatch(new RegExp(`${name}: 0\\.\\d+`))
})
