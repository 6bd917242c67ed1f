import { z } from 'zod'

const shapes = z.array(z.record(z.string(), z.array(z.number())))

const eventSchema = z.object({
  cat: z.string(),
  name: z.string(),
  /** Microseconds. */
  ts: z.number(),
  dur: z.number(),
  args: z.looseObject({ op_name: z.string().optional(), input_type_shape: shapes.optional() }),
})

type TraceEvent = z.infer<typeof eventSchema>

export type OperatorTime = {
  readonly operator: string
  /** A step. */
  readonly calls: number
  /** A step. */
  readonly milliseconds: number
  /** Of all operators, 0 to 1. */
  readonly share: number
}

/**
 * Where the time of a step goes, from ONNX Runtime's trace of several runs, the first of which does not count.
 *
 * @param trace the text of the trace file
 * @returns the costliest operator first
 */
export function operatorTimes(trace: string): OperatorTime[] {
  const events = z.array(eventSchema).parse(JSON.parse(trace))
  const [first, ...runs] = events.filter(({ name }) => name === 'model_run')
  const start = first!.ts + first!.dur
  const kernels = events.filter(
    ({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= start,
  )
  const total = kernels.reduce((sum, { dur }) => sum + dur, 0)
  const byOperator = new Map<string, { calls: number; dur: number }>()
  for (const event of kernels) {
    const operator = operatorOf(event)
    const { calls, dur } = byOperator.get(operator) ?? { calls: 0, dur: 0 }
    byOperator.set(operator, { calls: calls + 1, dur: dur + event.dur })
  }
  return [...byOperator]
    .map(([operator, { calls, dur }]) => ({
      operator,
      calls: calls / runs.length,
      milliseconds: dur / 1000 / runs.length,
      share: dur / total,
    }))
    .sort((a, b) => b.milliseconds - a.milliseconds)
}

/** The operator; for a convolution also its kind. */
function operatorOf({ name, args }: TraceEvent): string {
  const operator = args.op_name ?? name
  const weight = Object.values(args.input_type_shape?.[1] ?? {})[0]
  if (!operator.includes('Conv') || weight?.length !== 4) return operator
  const [, inputsPerGroup, height, width] = weight
  if (inputsPerGroup === 1) return `${operator}, depthwise`
  return height === 1 && width === 1 ? `${operator}, pointwise` : `${operator}, dense`
}
