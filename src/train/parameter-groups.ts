import type { ParameterShape } from '../nets/parameter.ts'

/** Weight decay acts on weights alone, never on biases (He et al., Bag of tricks, 2019, section 3.1). */
export function decayedParameters(parameters: readonly ParameterShape[]): Set<string> {
  return new Set(parameters.filter(({ shape }) => shape.length > 1).map(({ name }) => name))
}

/** The classifier learns faster than the pretrained backbone. */
export function learningRateFactors(
  parameters: readonly ParameterShape[],
  headFactor: number,
): Map<string, number> {
  const head = parameters.filter(({ name }) => name.startsWith('classifier.'))
  return new Map(head.map(({ name }) => [name, headFactor]))
}
