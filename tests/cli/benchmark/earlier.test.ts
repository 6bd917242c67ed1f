import { describe, expect, it } from 'vitest'
import { keptOf, machineOf, requireSameMachine } from '../../../src/cli/benchmark/earlier.ts'
import { PARTS, type Part } from '../../../src/cli/benchmark/parts.ts'
import type { TradeoffFile } from '../../../src/report/tradeoff-file.ts'

const MACHINE: TradeoffFile['machine'] = {
  ...{ processor: 'Fast', cores: 8, system: 'Linux 6', node: 'v20', onnxRuntime: '1.20' },
  ...{ liteRt: '2.4', browser: 'Chromium 150', loadAverage: 0.1 },
}
const HERE = { ...MACHINE, browser: null, loadAverage: 0.5 }
const ELSEWHERE = { ...HERE, processor: 'Slow' }

const timing = { median: 5, p95: 6, speedup: 1, speedupInterval: [1, 1] as [number, number] }

const FILE: TradeoffFile = {
  schemaVersion: 1,
  createdAt: '2026-01-02T03:04:05.000Z',
  ...{
    reference: 'tiny, float32',
    split: 'val',
    machine: MACHINE,
    missing: ['No times: reasons.'],
  },
  data: { dataset: 'lesions', synthetic: true, images: 8 },
  variants: [
    {
      ...{ name: 'tiny, float32', model: 'tiny', kind: 'float32', sha256: 'a'.repeat(64) },
      ...{ bytes: 10, tfliteBytes: 10, parameters: 2, macs: 3 },
      memory: { peak: 20, model: 10 },
      latency: { node1: timing, node2: timing, browser: timing, browserThrottled: timing },
      accuracy: {
        ...{ metrics: {}, sameLabel: 1, probabilityDifference: 0 },
        mcNemar: { onlyReference: 0, onlyVariant: 0, p: 1 },
      },
    },
  ],
}

const kept = (...parts: Part[]) => keptOf(FILE, FILE.variants, parts)!

describe('what stays of an earlier file', () => {
  it('is nothing where a model is another one', () => {
    expect(keptOf(FILE, [{ sha256: 'b'.repeat(64) }], ['accuracy'])).toBeUndefined()
    expect(keptOf(FILE, [...FILE.variants, ...FILE.variants], ['accuracy'])).toBeUndefined()
  })

  it('is each part that is not asked for', () => {
    const [accuracy] = kept('accuracy').variants
    expect(kept('accuracy').data).toBeNull()
    expect(accuracy).toEqual({ ...FILE.variants[0], accuracy: null })
    const [node] = kept('node').variants
    expect(node!.latency).toEqual({ ...FILE.variants[0]!.latency, node1: null, node2: null })
    expect(node!.memory).toEqual(FILE.variants[0]!.memory)
    const [rest] = kept(...PARTS).variants
    expect([rest!.memory, rest!.accuracy, ...Object.values(rest!.latency)]).toEqual(
      new Array(6).fill(null),
    )
  })

  it('is why there are no times in a browser, unless it is asked for', () => {
    expect(kept('accuracy', 'memory', 'node').missing).toEqual(FILE.missing)
    expect(kept('browser').missing).toEqual([])
  })
})

describe('the machine of a file', () => {
  it('stays where neither times nor memory are measured', () => {
    requireSameMachine(kept('accuracy'), ['accuracy'], ELSEWHERE)
    expect(machineOf(kept('accuracy'), ['accuracy'], ELSEWHERE)).toEqual(MACHINE)
  })

  it('is this one where nothing stays that depends on it', () => {
    const parts: Part[] = ['memory', 'node', 'browser']
    requireSameMachine(kept(...parts), parts, ELSEWHERE)
    expect(machineOf(kept(...parts), parts, ELSEWHERE)).toEqual(ELSEWHERE)
    expect(machineOf(undefined, ['accuracy'], ELSEWHERE)).toEqual(ELSEWHERE)
  })

  it.each<[Part, Part[], Partial<TradeoffFile['machine']>]>([
    ['memory', ['node', 'browser'], { processor: 'Slow' }],
    ['node', ['memory', 'browser'], { node: 'v22' }],
    ['memory', ['node', 'browser'], { onnxRuntime: '1.21' }],
    ['browser', ['memory', 'node'], { system: 'Linux 7' }],
  ])('is one alone: %s numbers do not stay beside %o of another', (part, parts, difference) => {
    const [[field, value]] = Object.entries(difference) as [[string, string]]
    const now = { ...HERE, ...difference }
    expect(() => requireSameMachine(kept(...parts), parts, now)).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: expect.stringMatching(
          new RegExp(`the ${part} numbers.*: ${field} .*, here ${value}`),
        ),
        hint: expect.stringContaining('--only memory node browser'),
      }),
    )
    expect(() => requireSameMachine(kept(...parts), parts, HERE)).not.toThrow()
  })

  it('takes the software from what was measured with it', () => {
    const now = { ...HERE, liteRt: '2.5', onnxRuntime: '1.21', node: 'v22' }
    const later = { ...now, browser: 'Chromium 151' }
    requireSameMachine(kept('browser'), ['browser'], now)
    expect(machineOf(kept('browser'), ['browser'], later)).toEqual({
      ...later,
      onnxRuntime: '1.20',
      node: 'v20',
    })
    requireSameMachine(kept('memory', 'node'), ['memory', 'node'], now)
    expect(machineOf(kept('memory', 'node'), ['memory', 'node'], now)).toEqual({
      ...now,
      liteRt: '2.4',
      browser: 'Chromium 150',
    })
  })
})
