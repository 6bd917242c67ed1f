import { InferenceSession, Tensor } from './onnxruntime.ts'

/** `MatMulInteger`: a uint8 [1, 64] times b int8 [64, 16] -> y int32 [1, 16]; a whole model, as `writeOnnx` gives it. */
const PRODUCT_MODEL =
  'CAkSCWRlcm1hbGl0ZTplChsKAWEKAWISAXkaAXkiDU1hdE11bEludGVnZXISB3Byb2R1Y3RaEwoBYRIOCgwIAhIICgIIAQoCCEBaEwoBYhIOCgwIAxIICgIIQAoCCBBiEwoBeRIOCgwIBhIICgIIAQoCCBBCAhAU'

const [LENGTH, COLUMNS] = [64, 16]

/** How every model is opened in ONNX Runtime: all optimizations, and integer kernels that add exactly. */
export async function onnxSessionOptions(
  threads: number,
): Promise<InferenceSession.SessionOptions> {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    ...((await addsExactly()) ? {} : EXACT_KERNELS),
  }
}

/** uint8 times uint8, in int32: half as fast, so only where the faster kernels are wrong. */
const EXACT_KERNELS = { extra: { session: { x64quantprecision: '1' } } }

let exact: Promise<boolean> | undefined

/**
 * Whether the kernels for uint8 times int8 add in int32. On x86 processors without VNNI they add pairs of products in int16,
 * which saturates (ONNX Runtime, Quantize ONNX Models, "When and why do I need to try U8U8?").
 */
export function addsExactly(): Promise<boolean> {
  exact ??= multiplyLargest()
  return exact
}

async function multiplyLargest(): Promise<boolean> {
  const session = await InferenceSession.create(Buffer.from(PRODUCT_MODEL, 'base64'), {
    intraOpNumThreads: 1,
  })
  const { y } = await session.run({
    a: new Tensor('uint8', new Uint8Array(LENGTH).fill(255), [1, LENGTH]),
    b: new Tensor('int8', new Int8Array(LENGTH * COLUMNS).fill(127), [LENGTH, COLUMNS]),
  })
  await session.release()
  return (y!.data as Int32Array).every((sum) => sum === 255 * 127 * LENGTH)
}
