import { DermaliteError } from '../../errors.ts'

/** Why a graph cannot be written as a .tflite file. */
export function invalidExport(problem: string): DermaliteError {
  return new DermaliteError(
    'graph-invalid',
    `the graph cannot be written to tflite: ${problem}`,
    'Export a network that DermaLite trained or quantized.',
  )
}
