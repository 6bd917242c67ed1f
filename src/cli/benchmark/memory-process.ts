import { readFileSync } from 'node:fs'
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
process.stdout.write(String(peakKilobytes() * 1024))

/** Linux counts in `maxRSS` what the parent had when it forked; its own peak is `VmHWM`. */
function peakKilobytes(): number {
  try {
    const own = readFileSync('/proc/self/status', 'utf8').match(/^VmHWM:\s*(\d+) kB$/m)
    if (own) return Number(own[1])
  } catch {}
  return process.resourceUsage().maxRSS
}
