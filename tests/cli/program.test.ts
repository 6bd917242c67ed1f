import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'

describe('createProgram', () => {
  it('knows its version from package.json', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    expect((await createProgram()).version()).toBe(version)
  })

  it('describes every command, argument and option', async () => {
    const everyCommand = (command: Command): Command[] => [
      command,
      ...command.commands.flatMap(everyCommand),
    ]
    const commands = everyCommand(await createProgram())
    expect(commands.map((command) => command.name())).toEqual(
      expect.arrayContaining(['dermalite', 'classify', 'result']),
    )
    const descriptions = commands.flatMap((command) => [
      command.description(),
      ...command.registeredArguments.map(({ description }) => description),
      ...command.options.map(({ description }) => description),
    ])
    expect(descriptions).not.toContain('')
  })

  it.each(['', 'nonsense', '--help', 'toString'])(
    'has all that it can do for "%s"',
    async (name) => {
      expect((await createProgram(name)).commands.length).toBeGreaterThan(10)
    },
  )

  it('loads one subcommand by each name that the help lists', async () => {
    for (const name of (await createProgram()).commands.map((command) => command.name())) {
      const { commands } = await createProgram(name)
      expect(commands.map((command) => command.name())).toEqual([name])
    }
  })
})
