import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../src/metrics/estimate.ts'
import { readMetrics } from '../../src/report/metrics-file.ts'
import { readTradeoff } from '../../src/report/tradeoff-file.ts'
import { readUncertainty } from '../../src/report/uncertainty-file.ts'
import { uncertaintyMarkdown } from '../../src/report/uncertainty-table.ts'

const RESULTS = join('data', 'results')
const read = (path: string) => readFileSync(path, 'utf8')
const readme = read('README.md')
const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('| '))

/** The cells of a table's row, emphasis left out. */
const rowOf = (text: string, title: string) => {
  const row = rowsOf(text).find((line) => line.startsWith(`| ${title}`))
  return row
    ?.replaceAll('**', '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim())
}

describe('the tables of the documentation', () => {
  it.each(['tradeoff', 'tradeoff-test', 'parity'])('hold those of %s.md', (name) => {
    expect(rowsOf(read('docs/tradeoff.md'))).toEqual(
      expect.arrayContaining(rowsOf(read(join(RESULTS, `${name}.md`)))),
    )
  })

  it.each(['val', 'test'])('hold what `dermalite uncertainty` says of %s images', async (split) => {
    const file = await readUncertainty(join(RESULTS, 'mobilenet-v2', `uncertainty-${split}.json`))
    const dataset = { ...file, priors: file.priors.filter(({ name }) => name === 'dataset') }
    expect(rowsOf(read('docs/uncertainty.md'))).toEqual(
      expect.arrayContaining(rowsOf(uncertaintyMarkdown(dataset))),
    )
  })
})

describe('the README', () => {
  it('says how well the model that ships does', async () => {
    const { evaluations } = await readMetrics(join(RESULTS, 'mobilenet-v2-int8', 'metrics.json'))
    const { metrics, intervals } = evaluations.test!
    const mel = metrics.perClass.mel!
    const cells = (value: number | null, key: string) => {
      const [low, high] = intervals[key]!
      return [value!.toFixed(3), `${low.toFixed(3)} – ${high.toFixed(3)}`]
    }
    expect([
      rowOf(readme, 'balanced accuracy |'),
      rowOf(readme, 'macro AUC |'),
      rowOf(readme, 'melanoma AUC |'),
      rowOf(readme, 'melanoma sensitivity |'),
      rowOf(readme, 'accuracy |'),
    ]).toEqual([
      cells(metrics.balancedAccuracy, 'balancedAccuracy'),
      cells(metrics.macroAuc, 'macroAuc'),
      cells(mel.auc, 'mel.auc'),
      cells(mel.sensitivity, 'mel.sensitivity'),
      cells(metrics.accuracy, 'accuracy'),
    ])
    const val = evaluations.val!.metrics
    expect(readme).toContain(
      `balanced accuracy is ${val.balancedAccuracy.toFixed(3)} and macro AUC ${val.macroAuc!.toFixed(3)}`,
    )
  })

  it('says how sure it is, under both priors', async () => {
    const file = await readUncertainty(join(RESULTS, 'mobilenet-v2', 'uncertainty-test.json'))
    const priors = ['balanced', 'dataset'].map(
      (name) => file.priors.find((prior) => prior.name === name)!.numbers,
    )
    type Numbers = (typeof priors)[number]
    const cells = (of: (numbers: Numbers) => Estimate, digits: number, scale = 1, unit = '') =>
      priors.map((numbers) => {
        const { value, interval } = of(numbers)
        const [low, high] = interval!.map((end) =>
          (end * scale).toFixed(digits).replace('100.0', '100'),
        )
        return `${(value! * scale).toFixed(digits)}${unit} [${low}, ${high}]`
      })
    // the first ships
    const sets = ({ sets }: Numbers) => Object.values(sets)[0]!['0.9']!
    const percent = (of: (numbers: Numbers) => Estimate) => cells(of, 1, 100, ' %')
    const at90 = ({ operatingPoints }: Numbers) => operatingPoints['0.9']!
    expect(rowOf(readme, 'calibration error (ECE')).toEqual(
      cells(({ calibration }) => calibration.after.ece!, 3),
    )
    expect(rowOf(readme, '90 % prediction sets')).toEqual(percent((n) => sets(n).coverage))
    expect(rowOf(readme, '… of melanomas')).toEqual(percent((n) => sets(n).byClass.mel!))
    expect(rowOf(readme, '… of all that is malignant')).toEqual(percent((n) => sets(n).malignant!))
    expect(rowOf(readme, '… of actinic keratoses')).toEqual(percent((n) => sets(n).byClass.akiec!))
    expect(rowOf(readme, '… of vascular lesions')).toEqual(percent((n) => sets(n).byClass.vasc!))
    expect(rowOf(readme, 'classes in a set')).toEqual(cells((n) => sets(n).size, 2))
    expect(rowOf(readme, 'balanced accuracy gained')).toEqual(
      cells(({ deferral }) => deferral['0.2']!.gain, 1, 100, ' points'),
    )
    expect(rowOf(readme, 'malignant images found')).toEqual(percent((n) => at90(n).sensitivity))
    expect(rowOf(readme, 'specificity there')).toEqual(percent((n) => at90(n).specificity))
  })

  it.each([
    ['float32 |', 'mobilenet-v2, float32'],
    ['**int8, the default', 'mobilenet-v2, int8'],
    ['pruned, int8', 'mobilenet-v2-pruned-35, int8'],
    ['EfficientNet-Lite0, int8', 'efficientnet-lite0, int8'],
  ])('says what size, time and accuracy are of: %s', async (title, name) => {
    const [val, test] = await Promise.all(
      ['tradeoff', 'tradeoff-test'].map((file) => readTradeoff(join(RESULTS, `${file}.json`))),
    )
    const variantOf = (file: typeof val) => file!.variants.find((variant) => variant.name === name)!
    const { bytes, macs, latency } = variantOf(val)
    const cells = rowOf(readme, title)!
    expect(cells.slice(0, 2)).toEqual([
      `${(bytes / 1e6).toFixed(2)} MB`,
      `${Math.round(macs / 1e6)} million`,
    ])
    for (const [i, timing] of [latency.node1, latency.browser].entries()) {
      expect(cells[2 + i]).toContain(`${timing!.median.toFixed(1)} ms`)
      if (timing!.speedup !== 1)
        expect(cells[2 + i]).toContain(`${timing!.speedup.toFixed(2)} times`)
    }
    for (const [i, file] of [val, test].entries()) {
      const { value, difference, differenceInterval } =
        variantOf(file).accuracy!.metrics.balancedAccuracy!
      expect(cells[4 + i]).toMatch(new RegExp(`^${value.toFixed(3)}`))
      if (name === 'mobilenet-v2, float32') continue
      const signed = (number: number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(3)}`
      const [low, high] = differenceInterval.map(signed)
      expect(cells[4 + i]).toContain(`(${signed(difference)} [${low}, ${high}])`)
    }
  })
})
