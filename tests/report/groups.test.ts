import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GroupMetrics } from '../../src/metrics/groups.ts'
import { drawRun } from '../../src/report/draw-run.ts'
import { renderSvg } from '../../src/report/figure.ts'
import { groupsFigure } from '../../src/report/groups.ts'
import { type GroupsFile, readGroups, writeGroups } from '../../src/report/groups-file.ts'
import { groupsMarkdown, groupsTable } from '../../src/report/groups-table.ts'
import { RUN_FILES } from '../../src/report/run-files.ts'
import { temporaryFolder } from './fixtures.ts'

const measured = (n: number, value: number, rest: Partial<GroupMetrics> = {}): GroupMetrics => ({
  n,
  lesions: n,
  malignant: Math.round(n / 5),
  small: n < 30,
  metrics: {
    'malignant.sensitivity': value,
    'mel.sensitivity': null,
    balancedAccuracy: value - 0.1,
    coverage: null,
    ece: 0.08,
    overconfidence: -0.02,
  },
  intervals: { 'malignant.sensitivity': [value - 0.1, value + 0.05] },
  ...rest,
})

const FILE: GroupsFile = {
  schemaVersion: 1,
  model: 'tiny, int8',
  synthetic: false,
  split: 'val',
  prior: 'dataset',
  threshold: 0.25,
  coverage: null,
  overall: measured(1520, 0.8),
  attributes: [
    {
      name: 'sex',
      groups: [
        { name: 'female', measured: measured(1500, 0.85) },
        { name: 'unknown', measured: measured(20, 0.4) },
      ],
    },
    { name: 'age', groups: [{ name: 'unknown', measured: measured(1520, 0.8) }] },
  ],
}

describe('groupsFigure', () => {
  it('has a row for each group under its attribute, and a panel for each measure', async () => {
    const svg = await renderSvg(groupsFigure(FILE))
    for (const text of ['sex', 'female (1,500)', 'unknown (20)', 'age', 'unknown (1,520)']) {
      expect(svg).toContain(`>${text}<`)
    }
    for (const title of ['Malignant lesions found', 'Balanced accuracy', 'Confidence – accuracy']) {
      expect(svg).toContain(`>${title}<`)
    }
    expect(svg).toContain('at P(malignant) ≥ 0.25')
    expect(svg).not.toContain('Coverage of the sets')
  })

  it('shows the coverage of prediction sets where there are any, and says what small groups are', async () => {
    const svg = await renderSvg(groupsFigure({ ...FILE, coverage: 0.9 }))
    expect(svg).toContain('90% promised')
    expect(svg).toContain('under 30 images')
    const large = { ...FILE, attributes: FILE.attributes.slice(1) }
    expect(await renderSvg(groupsFigure(large))).not.toContain('under 30 images')
  })
})

describe('groupsTable', () => {
  it('marks small groups and leaves out what is not known', () => {
    const table = groupsTable(FILE)
    expect(table).toMatch(/^all +1520 +304 +0\.800 \[0\.700, 0\.850\] +– +0\.700 +0\.080$/m)
    expect(table).toMatch(/^ {2}unknown \* +20/m)
    expect(table).not.toContain('coverage')
    expect(groupsTable({ ...FILE, coverage: 0.9 })).toContain('coverage')
  })
})

describe('groupsMarkdown', () => {
  it('has a table for each attribute, all images first, with intervals and small groups marked', () => {
    const tables = groupsMarkdown({ ...FILE, coverage: 0.9 }).split('\n\n')
    expect(tables.map((table) => table.split(' | ')[0])).toEqual(['| sex', '| age'])
    const [header, , ...rows] = tables[0]!.split('\n')
    expect(header).toBe(
      '| sex | images | malignant | malignant found | benign left alone | coverage |',
    )
    expect(rows).toEqual([
      '| all | 1520 | 304 | 0.800 [0.700, 0.850] | – | – |',
      '| female | 1500 | 300 | 0.850 [0.750, 0.900] | – | – |',
      '| unknown * | 20 | 4 | 0.400 [0.300, 0.450] | – | – |',
    ])
  })

  it('says nothing of sets where there are none', () => {
    expect(groupsMarkdown(FILE)).not.toContain('coverage')
  })
})

describe('groups-<split>.json', () => {
  it('is read as it was written, and drawn with the run', async () => {
    const folder = await temporaryFolder()
    await writeGroups(join(folder, RUN_FILES.groups('val')), FILE)
    expect(await readGroups(join(folder, RUN_FILES.groups('val')))).toEqual(FILE)
    const { figures } = await drawRun(folder)
    expect(figures.map(({ png }) => png)).toEqual([join(folder, 'groups-val.png')])
  })

  it('refuses a file that is not as expected', async () => {
    const path = join(await temporaryFolder(), 'groups-val.json')
    await expect(
      writeGroups(path, { ...FILE, attributes: [{ name: '', groups: [] }] }),
    ).rejects.toMatchObject({
      code: 'results-invalid',
    })
  })
})
