import { type ClassificationMetrics, evaluatePredictions } from '../metrics/evaluate.ts'
import { softmax } from '../metrics/softmax.ts'
import type { EvaluationEngine } from './engine/engine.ts'
import type { EvalLoader } from './loader/eval-loader.ts'
import type { Parameters } from './parameters.ts'

export type ValidationOptions = {
  readonly engine: EvaluationEngine
  readonly loader: EvalLoader
  readonly parameters: Parameters
  readonly labels: readonly number[]
  readonly classes: readonly string[]
  readonly batch: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** Metrics of the plain logits over a whole set, in the network's own training prior. */
export async function validate(options: ValidationOptions): Promise<ClassificationMetrics> {
  const { engine, loader, parameters, labels, classes, batch } = options
  const logits = new Float32Array(labels.length * classes.length)
  const indicesFrom = (start: number) =>
    Array.from({ length: batch }, (_, offset) => Math.min(start + offset, labels.length - 1))
  let next = loader.load(indicesFrom(0))
  for (let start = 0; start < labels.length; start += batch) {
    options.signal?.throwIfAborted()
    const image = await next
    const following = start + batch
    if (following < labels.length) next = loader.load(indicesFrom(following))
    const output = await engine.logits(parameters, image)
    const rows = Math.min(batch, labels.length - start)
    logits.set(output.subarray(0, rows * classes.length), start * classes.length)
    options.onProgress?.(start + rows, labels.length)
  }
  const probabilities = softmax(logits, classes.length)
  return evaluatePredictions({ labels, probabilities, classes })
}
