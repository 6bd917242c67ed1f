import { type Graph, operatorKey } from '../../graph/graph.ts'
import { createContext } from './context.ts'
import { invalidExport } from './invalid.ts'
import { LOWERINGS } from './lowerings/registry.ts'
import type { TfliteModel } from './model.ts'
import { planSteps } from './steps.ts'

/**
 * A graph in the terms of TensorFlow Lite: one image at a time, channels last, ReLU and ReLU6 inside the operators before
 * them, quantized convolutions, additions and means on int8 levels.
 *
 * @throws DermaliteError `graph-invalid`: an operator, or a use of one, that has no counterpart; the message names it
 */
export function lowerToTflite(graph: Graph): TfliteModel {
  const context = createContext(graph)
  for (const step of planSteps(graph)) {
    const operator = operatorKey(step.node)
    const lowering = Object.hasOwn(LOWERINGS, operator) ? LOWERINGS[operator] : undefined
    if (!lowering) throw invalidExport(`the operator ${operator} is not known`)
    lowering(context, step)
  }
  return context.finish()
}
