import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import {
  bundleOption,
  parsePositiveInteger,
  precisionOption,
  priorOption,
  threadsOption,
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
