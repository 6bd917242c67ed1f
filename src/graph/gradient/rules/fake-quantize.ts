import type { GradientRule } from '../rule.ts'

/** The straight-through estimator: rounding counts as the identity (Bengio et al., 2013). */
export const straightThroughGradient: GradientRule = ({ outputGradient }) => [outputGradient]
