import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createBuilder } from '../src/graph/builder.ts'
import { writeOnnx } from '../src/graph/onnx/write.ts'
import { addsExactly, onnxSessionOptions } from '../src/onnx-session-options.ts'

describe('onnxSessionOptions', () => {
  it('asks for slower integer kernels only where the faster ones are wrong', async () => {
    const { extra, intraOpNumThreads } = await onnxSessionOptions(3)
    expect(intraOpNumThreads).toBe(3)
    expect(extra === undefined).toBe(await addsExactly())
  })

  it('tries the kernels on the very model that it says', async () => {
    const builder = createBuilder()
    const operands = [builder.input('a', 'uint8', [1, 64]), builder.input('b', 'int8', [64, 16])]
    const types = [{ dtype: 'int32', shape: [1, 16] }] as const
    builder.output(builder.node('MatMulInteger', operands, {}, { outputs: ['y'], types }))
    const model = Buffer.from(writeOnnx(builder.finish('product'))).toString('base64')
    expect(await readFile('src/onnx-session-options.ts', 'utf8')).toContain(`'${model}'`)
  })
})
