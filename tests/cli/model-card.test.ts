import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BUNDLE } from '../../src/classifier/node/index.ts'
import { writeModelCard } from '../../src/cli/model-card.ts'
import { readGroups, writeGroups } from '../../src/report/groups-file.ts'
import type { EvaluatedSplit } from '../../src/report/metrics-file.ts'
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
        'By group',
        'Limits',
        'Licence',
      ]),
    )
    expect(text).toMatch(/^\| balanced accuracy \| 0\.\d+ \| 0\.\d+ \| [+-]0\.\d+ \[/m)
    expect(text).not.toMatch(/undefined|NaN|\[object|\n{3}/)
  })

  it('has the groups of the model that answers by default, of the dataset prior where they were measured', async () => {
    const results = join(folder, 'results')
    const shipped = await readGroups(
      join('data', 'results', 'mobilenet-v2-int8-dataset-prior', 'groups-val.json'),
    )
    const measure = (run: string, split: EvaluatedSplit, model: string, prior: string) =>
      writeGroups(join(results, run, `groups-${split}.json`), { ...shipped, split, model, prior })
    await measure('mobilenet-v2', 'test', 'the float32 one', 'balanced')
    await measure('mobilenet-v2-int8', 'test', 'the int8 one', 'balanced')
    const balanced = await card('balanced', results)
    expect(balanced).toContain('the int8 one, balanced prior')
    expect(balanced).not.toContain('the float32 one')
    await measure('mobilenet-v2-int8-dataset-prior', 'val', 'the int8 one', 'dataset')
    await measure('mobilenet-v2-int8-dataset-prior', 'test', 'the int8 one', 'dataset')
    const both = await card('both', results)
    expect(both.match(/the int8 one, dataset prior/g)).toHaveLength(2)
    expect(both).not.toContain('balanced prior')
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
