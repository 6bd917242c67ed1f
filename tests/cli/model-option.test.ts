import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { offerModels } from '../../src/cli/model-option.ts'
import { createProgram } from '../../src/cli/program.ts'

/** What a command that takes a bundle gets. */
function bundleFor(...args: string[]): string | undefined {
  let taken: string | undefined
  const program = new Command('dermalite').exitOverride().configureOutput({ writeErr() {} })
  program
    .command('measure')
    .exitOverride()
    .option('--bundle <folder>')
    .action(({ bundle }: { bundle?: string }) => {
      taken = bundle
    })
  offerModels(program).parse(['measure', ...args], { from: 'user' })
  return taken
}

describe('--model', () => {
  it('takes a model that ships by its name', () => {
    expect(bundleFor('--model', 'efficientnet-lite0')).toMatch(/models.efficientnet-lite0$/)
    expect(bundleFor('--bundle', join('some', 'where'))).toBe(join('some', 'where'))
    expect(bundleFor()).toBeUndefined()
  })

  it('names those that ship where there is no such model', () => {
    expect(() => bundleFor('--model', 'resnet')).toThrow(
      expect.objectContaining({
        code: 'bundle-not-found',
        hint: expect.stringMatching(/efficientnet-lite0 or mobilenet-v2/),
      }),
    )
  })

  it('does not go with --bundle', () => {
    expect(() => bundleFor('--model', 'mobilenet-v2', '--bundle', 'mine')).toThrow(/cannot be used/)
  })

  it('is offered wherever one bundle can be named', async () => {
    const { commands } = await createProgram()
    const has = (name: string, flag: string) =>
      commands.find((each) => each.name() === name)!.options.some(({ long }) => long === flag)
    for (const name of ['classify', 'evaluate', 'explain', 'quantize', 'calibrate', 'groups']) {
      expect([name, has(name, '--model')]).toEqual([name, true])
    }
    expect(has('bench', '--model')).toBe(false)
  })
})
