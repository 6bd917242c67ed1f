import { delimiter } from 'node:path'
import { Command } from 'commander'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  bundleOption,
  oodFolders,
  parsePositiveInteger,
  precisionOption,
  priorOption,
  threadsOption,
  withoutMissing,
} from '../../src/cli/options.ts'

describe('parsePositiveInteger', () => {
  it.each([
    ['1', 1],
    ['16', 16],
  ])('reads %s', (text, value) => {
    expect(parsePositiveInteger(text)).toBe(value)
  })

  it.each(['0', '-1', '1.5', 'four', '', 'NaN', 'Infinity'])('refuses "%s"', (text) => {
    expect(() => parsePositiveInteger(text)).toThrow('whole number from 1 on')
  })
})

describe('the options of classify', () => {
  const command = () =>
    new Command()
      .addOption(bundleOption())
      .addOption(precisionOption())
      .addOption(priorOption())
      .addOption(threadsOption())
      .exitOverride()
      .configureOutput({ writeErr() {} })

  it('have defaults that the library shares', () => {
    expect(command().parse([], { from: 'user' }).opts()).toEqual({
      prior: 'balanced',
    })
  })

  it('know the precisions of a bundle and no others', () => {
    const parse = (precision: string) =>
      command().parse(['--precision', precision], { from: 'user' })
    expect(parse('int8').opts()).toMatchObject({ precision: 'int8' })
    expect(() => parse('int4')).toThrow('Allowed choices are float32, int8')
  })
})

describe('folders of unknown pictures', () => {
  afterEach(() => vi.unstubAllEnvs())

  it.each([
    ['', []],
    ['photographs', ['photographs']],
    [['photographs', 'phone'].join(delimiter), ['photographs', 'phone']],
  ])('in DERMALITE_OOD=%s are %j', (value, folders) => {
    vi.stubEnv('DERMALITE_OOD', value)
    expect(oodFolders()).toEqual(folders)
  })
})

describe('withoutMissing', () => {
  it('keeps what was said, also where it is false or 0', () => {
    expect(withoutMissing({ a: undefined, b: false, c: 0, d: '' })).toEqual({
      b: false,
      c: 0,
      d: '',
    })
  })
})
