import { afterAll, describe, expect, it } from 'vitest'
import { averageMaps, explain, layerMaps } from '../../src/attribution/explain.ts'
import { FLIPS, flip } from '../../src/attribution/flip.ts'
import { METHOD_NAMES, METHODS, type MethodName } from '../../src/attribution/methods/registry.ts'
import type { ExplainableModel } from '../../src/attribution/model.ts'
import { openExplainableModel } from '../../src/attribution/node/open-model.ts'
import { gradCam } from '../../src/explain/grad-cam.ts'
import type { Graph } from '../../src/graph/graph.ts'
import { maxDifference, runGraph } from '../graph/run-graph.ts'
import { CLASSES, mobileNet, pointwiseNet, randomImage, SIZE } from './nets.ts'

const opened: ExplainableModel[] = []
async function open(graph: Graph, ...layers: string[]) {
  const model = await openExplainableModel(graph, {
    ...{ layers: layers.length > 0 ? layers : undefined, threads: 1 },
  })
  opened.push(model)
  return model
}
afterAll(() => Promise.all(opened.map((model) => model.dispose())))

/** Of the trunk alone: Score-CAM tries every channel, and the head has 1280. */
const LAYER: Readonly<Partial<Record<MethodName, string>>> = { 'score-cam': 'blocks.16.project' }

describe('Grad-CAM at the last layer', () => {
  it.each([0, 1, 2])('is the free heat map of class %i', async (classIndex) => {
    const graph = mobileNet()
    const image = randomImage(SIZE, 1)
    const model = await open(graph)
    const { cam } = await runGraph(graph, { image: { shape: [1, 3, SIZE, SIZE], data: image } })
    const [height, width] = cam!.shape.slice(2) as [number, number]
    const free = gradCam({ data: cam!.data, width, height }, classIndex)
    const map = await explain(model, image, { classIndex, method: METHODS['grad-cam'] })
    expect(maxDifference(map.data, free.data)).toBeLessThan(1e-4)
  })
})

describe.each(METHOD_NAMES)('%s', (name) => {
  const method = METHODS[name]

  it('gives 0 to 1, of the size of its layer', async () => {
    const layer = LAYER[name] ?? 'head'
    const model = await open(mobileNet(), layer)
    for (const classIndex of Array.from({ length: CLASSES }, (_, k) => k)) {
      const map = await explain(model, randomImage(SIZE, 2), { classIndex, method })
      expect([map.width, map.height]).toEqual([2, 2])
      const strongest = Math.max(...map.data)
      expect(strongest === 0 || Math.abs(strongest - 1) < 1e-6).toBe(true)
      expect(Math.min(...map.data)).toBeGreaterThanOrEqual(0)
    }
  })

  it('mirrors its map when the picture is mirrored, where the network knows no directions', async () => {
    const size = 6
    const model = await open(pointwiseNet(size), 'first')
    const image = randomImage(size, 4)
    const classIndex = 0
    const map = await explain(model, image, { classIndex, method })
    expect(Math.max(...map.data)).toBeGreaterThan(0)
    for (const mirror of FLIPS) {
      const mirrored = await explain(model, flip(image, size, size, mirror), {
        ...{ classIndex, method },
      })
      expect(maxDifference(flip(mirrored.data, size, size, mirror), map.data)).toBeLessThan(1e-3)
    }
  })
})

it('averaged over flips, any network gives the mirrored map for the mirrored picture', async () => {
  const model = await open(mobileNet(), 'blocks.6.project')
  const image = randomImage(SIZE, 5)
  const options = { classIndex: 0, method: METHODS['layer-cam'], flips: true }
  const map = await explain(model, image, options)
  const mirror = { horizontal: true, vertical: false }
  const mirrored = await explain(model, flip(image, SIZE, SIZE, mirror), options)
  const back = flip(mirrored.data, map.width, map.height, mirror)
  expect(maxDifference(back, map.data)).toBeLessThan(1e-3)
  const plain = await explain(model, image, { ...options, flips: false })
  expect(maxDifference(plain.data, map.data)).toBeGreaterThan(1e-3)
})

it('averages the maps of several layers at the size of the largest', async () => {
  const model = await open(mobileNet(), 'head', 'blocks.6.project')
  const image = randomImage(SIZE, 6)
  const options = { classIndex: 2, method: METHODS['eigen-cam'] }
  const maps = await layerMaps(model, image, options)
  expect(maps.map(({ width }) => width)).toEqual([2, 4])
  const map = await explain(model, image, options)
  expect(map).toEqual(averageMaps(maps))
  expect([map.width, map.height]).toEqual([4, 4])
})

it('averageMaps is the mean, relative to its strongest place', () => {
  const one = { width: 2, height: 1, data: Float32Array.of(1, 0) }
  const other = { width: 2, height: 1, data: Float32Array.of(0.2, 1) }
  const { data } = averageMaps([one, other])
  expect([...data]).toEqual([1, expect.closeTo(1 / 1.2)])
})

it('refuses a network without logits', async () => {
  const graph = mobileNet()
  const headless = { ...graph, outputs: graph.outputs.filter(({ name }) => name !== 'logits') }
  await expect(openExplainableModel(headless, { threads: 1 })).rejects.toMatchObject({
    code: 'graph-invalid',
  })
})
