import type { Context } from '../context.ts'
import { invalidExport } from '../invalid.ts'
import type { Step } from '../steps.ts'

/** Writes the operators of one step. */
export type Lowering = (context: Context, step: Step) => void

/** The tensor that a step reads for an input of its node: of a quantized step the levels. */
export function operand(context: Context, { quantized }: Step, name: string): number {
  return context.tensor(quantized ? context.levels(name)!.name : name)
}

/** The type of a step's operands, which decides the version of its operator. */
export function precisionOf({ quantized }: Step): 'int8' | 'float32' {
  return quantized ? 'int8' : 'float32'
}

/** Fails for what a node says that its lowering does not carry over. */
export function requireKnown(condition: boolean, { node }: Step, problem: string): void {
  if (!condition) throw invalidExport(`${node.op} "${node.outputs[0]}" ${problem}`)
}
