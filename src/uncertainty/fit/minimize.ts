export type Objective = (x: Float64Array) => {
  readonly value: number
  readonly gradient: Float64Array
}

export type MinimizeOptions = {
  readonly steps?: number
  /** Stops where no component of the gradient is larger. */
  readonly tolerance?: number
}

/** Share of the decrease that the gradient promises (Armijo). */
const DECREASE = 1e-4
const SHORTEST = 1e-12

/**
 * The minimum of a smooth convex function of few variables: BFGS with backtracking (Nocedal and Wright, Numerical
 * Optimization, 2006, algorithm 6.1).
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  { steps = 500, tolerance = 1e-7 }: MinimizeOptions = {},
): Float64Array {
  const size = start.length
  const inverse = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) ? 0 : 1))
  let x = start
  let { value, gradient } = objective(x)
  for (let step = 0; step < steps; step++) {
    if (gradient.every((slope) => Math.abs(slope) < tolerance)) break
    const direction = times(inverse, gradient).map((each) => -each)
    const slope = dot(direction, gradient)
    let length = 1
    let next = advance(x, direction, length)
    let reached = objective(next)
    while (!(reached.value <= value + DECREASE * length * slope) && length > SHORTEST) {
      length /= 2
      next = advance(x, direction, length)
      reached = objective(next)
    }
    if (length <= SHORTEST) break
    update(inverse, advance(next, x, -1), advance(reached.gradient, gradient, -1))
    x = next
    ;({ value, gradient } = reached)
  }
  return x
}

/** The BFGS update of the inverse Hessian, in place (equation 6.17). */
function update(inverse: Float64Array, moved: Float64Array, change: Float64Array): void {
  const curvature = dot(moved, change)
  if (!(curvature > 1e-18)) return
  const size = moved.length
  const turned = times(inverse, change)
  const factor = (1 + dot(change, turned) / curvature) / curvature
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const cross = (turned[i]! * moved[j]! + moved[i]! * turned[j]!) / curvature
      inverse[i * size + j]! += factor * moved[i]! * moved[j]! - cross
    }
  }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length
  return vector.map((_, i) => dot(matrix.subarray(i * size, (i + 1) * size), vector))
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

function advance(x: Float64Array, direction: Float64Array, length: number): Float64Array {
  return x.map((value, i) => value + length * direction[i]!)
}
