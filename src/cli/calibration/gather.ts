import { basename } from 'node:path'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../../classifier/node/onnx-runtime.ts'
import type { Sample } from '../../dataset/types.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import type { LinearHead } from '../../uncertainty/dropout.ts'
import { expandInputs } from '../inputs.ts'
import { collectFiles, collectPictures, type Model, type Outputs } from './collect.ts'
import { blurredPicture, noisePicture, plainPicture } from './strange-pictures.ts'

/** Answers to labelled images. */
export type Labelled = Outputs & {
  readonly labels: readonly number[]
  /** The lesion of each. */
  readonly groups: readonly string[]
}

export type Strange = { readonly name: string; readonly outputs: Outputs }

/** Opens the model that `classify` takes by default, and its last layer. */
export async function openModel(folder: string, threads: number) {
  const { manifest, file, model } = await loadBundle(folder)
  const runtime = await createOnnxRuntime(model, { size: manifest.input.size, threads })
  return { manifest, file, runtime, head: linearHead(model) }
}

/** The last layer of a model as it was exported; undefined for one that names it otherwise. */
function linearHead(model: Uint8Array): LinearHead | undefined {
  const { initializers } = readOnnx(model).graph
  const [weight, bias] = ['classifier.weight', 'classifier.bias'].map((name) => {
    const data = initializers.get(name)?.data
    return data instanceof Float32Array ? data : undefined
  })
  return weight && bias && { weight, bias }
}

export async function gatherLabelled(
  label: string,
  samples: readonly Sample[],
  model: Model,
): Promise<Labelled> {
  const paths = samples.map(({ path }) => path)
  return {
    ...(await collectFiles(label, paths, model)),
    labels: samples.map(({ label }) => label),
    groups: samples.map(({ group }) => group),
  }
}

export type StrangeOptions = {
  /** Of pictures that show no lesion under a dermatoscope. */
  readonly folders: readonly string[]
  /** Lesions, to be blurred. */
  readonly lesions: readonly Sample[]
  /** Pictures of each kind, at most. */
  readonly limit: number
}

/** Answers to pictures that a model for lesions should not know. */
export async function gatherStrange(
  { folders, lesions, limit }: StrangeOptions,
  model: Model,
): Promise<Strange[]> {
  const strange: Strange[] = []
  for (const folder of folders) {
    const name = basename(folder)
    const inputs = evenly(await expandInputs([folder]), limit)
    for (const { error } of inputs) if (error) throw error
    const files = inputs.map(({ file }) => file)
    strange.push({ name, outputs: await collectFiles(name, files, model) })
  }
  const drawn = Math.min(limit, 100)
  const blurred = evenly(lesions, drawn)
  const kinds = [
    ['noise', drawn, noisePicture],
    ['one colour', drawn, plainPicture],
    ['blurred lesions', blurred.length, (i: number) => blurredPicture(blurred[i]!.path)],
  ] as const
  for (const [name, count, picture] of kinds) {
    strange.push({ name, outputs: await collectPictures(name, count, picture, model) })
  }
  return strange
}

/** At most so many of the items, from first to last at even steps. */
export function evenly<T>(items: readonly T[], limit: number): T[] {
  const count = Math.min(limit, items.length)
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!)
}
