import { readFile } from 'node:fs/promises'
import { createOnnxRuntime } from '../../classifier/node/onnx-runtime.ts'
import { onnxSessionOptions } from '../../onnx-session-options.ts'
import { testImage } from './test-image.ts'

// A process of its own: loads a model and runs it, or loads ONNX Runtime alone, and prints the most memory it had, in bytes.
// Arguments: side of the input, and the path of the .onnx file, if any.

const RUNS = 10

const [size, path] = process.argv.slice(2)
const image = testImage(Number(size))
if (path === undefined) {
  await onnxSessionOptions(1) // opens a session of its own
} else {
  const runtime = await createOnnxRuntime(await readFile(path), { size: Number(size), threads: 1 })
  for (let i = 0; i < RUNS; i++) await runtime.run(image, 1)
  await runtime.dispose()
}
process.stdout.write(String(process.resourceUsage().maxRSS * 1024))
