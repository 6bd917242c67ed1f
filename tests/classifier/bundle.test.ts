import { describe, expect, it } from 'vitest'
import { chooseModelFile, parseManifest } from '../../src/classifier/bundle.ts'
import { manifest } from './manifest-data.ts'

const parse = (data: unknown) => parseManifest(JSON.stringify(data), 'models/pair')
const file = manifest.files[0]!

describe('parseManifest', () => {
  it('reads what was written', () => {
    expect(parse(manifest)).toEqual(manifest)
  })

  it.each([
    ['no name', { ...manifest, name: undefined }, 'name'],
    ['one class', { ...manifest, classes: ['mel'] }, 'classes'],
    ['a class twice', { ...manifest, classes: ['mel', 'mel'] }, 'must differ'],
    ['a prior that is too short', { ...manifest, datasetPrior: [1] }, 'one number for each class'],
    ['a prior that does not sum to 1', { ...manifest, trainingPrior: [0.5, 0.6] }, 'sum to 1'],
    ['a temperature of 0', { ...manifest, temperature: 0 }, 'temperature'],
    [
      'a deviation of 0',
      { ...manifest, input: { ...manifest.input, std: [1, 0, 1] } },
      'input.std[1]',
    ],
    [
      'a path out of the folder',
      { ...manifest, files: [{ ...file, path: '../model.onnx' }] },
      'path',
    ],
    ['a hidden file', { ...manifest, files: [{ ...file, path: '..' }] }, 'path'],
    ['half a checksum', { ...manifest, files: [{ ...file, sha256: 'abc' }] }, 'sha256'],
    ['no files', { ...manifest, files: [] }, 'files'],
    ['nothing', null, 'object'],
    ['a version below', { ...manifest, schemaVersion: 0 }, 'schemaVersion'],
  ])('refuses %s', (_, data, problem) => {
    expect(() => parse(data)).toThrow(
      expect.objectContaining({
        code: 'bundle-invalid',
        message: expect.stringMatching(
          /^the bundle models\/pair cannot be used: manifest\.json is wrong/,
        ),
      }),
    )
    expect(() => parse(data)).toThrow(problem)
  })

  it('says what is wrong with text that is no JSON', () => {
    expect(() => parseManifest('{"name": ', 'models/pair')).toThrow(
      expect.objectContaining({
        code: 'bundle-invalid',
        message: expect.stringContaining('manifest.json is no JSON'),
      }),
    )
  })

  it('asks for an update where the bundle is newer', () => {
    expect(() => parse({ ...manifest, schemaVersion: 2 })).toThrow(
      expect.objectContaining({
        code: 'bundle-invalid',
        message: expect.stringContaining('schema version 2'),
        hint: expect.stringContaining('Update DermaLite'),
      }),
    )
  })
})

describe('chooseModelFile', () => {
  it('finds the file of a format and precision', () => {
    expect(chooseModelFile(manifest, 'onnx', 'float32').path).toBe('model.onnx')
    expect(chooseModelFile(manifest, 'tflite', 'int8').path).toBe('model.int8.tflite')
  })

  it('takes int8 unless told otherwise, and float32 where there is no int8', () => {
    expect(chooseModelFile(manifest, 'onnx').precision).toBe('float32')
    const files = [...manifest.files, { ...file, path: 'b.onnx', precision: 'int8' as const }]
    expect(chooseModelFile({ ...manifest, files }, 'onnx').path).toBe('b.onnx')
    expect(chooseModelFile({ ...manifest, files }, 'onnx', 'float32')).toEqual(file)
  })

  it('names the precisions there are', () => {
    expect(() => chooseModelFile(manifest, 'onnx', 'int8')).toThrow(
      expect.objectContaining({
        code: 'bad-argument',
        message: 'the bundle "pair" has no int8 model in the onnx format',
        hint: 'Choose float32.',
      }),
    )
  })

  it('says so where a format is missing altogether', () => {
    expect(() => chooseModelFile({ ...manifest, files: [file] }, 'tflite', 'int8')).toThrow(
      expect.objectContaining({ code: 'bad-argument', hint: 'Export the model to tflite first.' }),
    )
  })
})
