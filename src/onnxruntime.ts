/**
 * ONNX Runtime with its telemetry off. From 1.30 on its Linux build reports usage to its maker, and nothing may leave the
 * device here; to do so it also searches the command line by a recursive regular expression, which overflows the stack
 * where some hundred files are named. Read when the first session opens.
 */
process.env.ORT_DISABLE_TELEMETRY = '1'

export { InferenceSession, Tensor } from 'onnxruntime-node'
