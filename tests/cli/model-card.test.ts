import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BUNDLE } from '../../src/classifier/node/index.ts'
import { writeModelCard } from '../../src/cli/model-card.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

/** The card of the model that ships, with what was measured under `results`. */
async function card(name: string, results: string): Promise<string> {
  const bundle = join(folder, name)
  await mkdir(bundle)
  await copyFile(join(DEFAULT_BUNDLE, 'manifest.json'), join(bundle, 'manifest.json'))
  return readFile(await writeModelCard(bundle, results), 'utf8')
}

describe('a model card', () => {
  it('sums up all that was measured of the model that ships', async () => {
    const text = await card('measured', join('data', 'results'))
    const titles = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)
    expect(titles).toEqual(
      expect.arrayContaining([
        'Intended use',
        'Out of scope',
        'How well it does: float32, test images',
        'How well it does: int8, test images',
        'What 8 bits cost',
        'Limits',
        'Licence',
      ]),
    )
    expect(text).toMatch(/^\| balanced accuracy \| 0\.\d+ \| 0\.\d+ \| [+-]0\.\d+ \[/m)
    expect(text).not.toMatch(/undefined|NaN|\[object|\n{3}/)
  })

  it('says what it is for where nothing was measured', async () => {
    const text = await card('unmeasured', join(folder, 'nothing'))
    expect(text).toContain('## Intended use')
    expect(text).not.toContain('How well it does')
  })

  it('is the one in the repository', async () => {
    const shipped = await readFile(join(DEFAULT_BUNDLE, 'MODEL_CARD.md'), 'utf8')
    expect(await card('again', join('data', 'results'))).toBe(shipped)
  })
})
