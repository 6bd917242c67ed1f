import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'

describe('createProgram', () => {
  it('knows its version from package.json', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    expect(createProgram().version()).toBe(version)
  })

  it('describes every command and every option', () => {
    const { commands } = createProgram()
    expect(commands.map((command) => command.name())).toEqual(
      expect.arrayContaining(['classify', 'result']),
    )
    for (const command of commands) {
      expect(command.description()).not.toBe('')
      for (const { flags, description } of command.options)
        expect([flags, description]).not.toContain('')
    }
  })
})
