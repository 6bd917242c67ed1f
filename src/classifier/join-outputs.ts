import type { ModelOutputs } from './runtime.ts'

/** The outputs of single pictures (N = 1) as those of all of them; at least one. */
export function joinOutputs(answers: readonly ModelOutputs[]): ModelOutputs {
  const [first] = answers
  if (first !== undefined && answers.length === 1) return first
  return {
    logits: join(answers, 'logits'),
    cam: join(answers, 'cam'),
    camSize: first!.camSize,
    embedding: join(answers, 'embedding'),
  }
}

function join(
  answers: readonly ModelOutputs[],
  name: 'logits' | 'cam' | 'embedding',
): Float32Array {
  const length = answers[0]![name].length
  const joined = new Float32Array(answers.length * length)
  answers.forEach((answer, i) => {
    joined.set(answer[name], i * length)
  })
  return joined
}
