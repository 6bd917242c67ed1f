import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { execute } from '../../src/cli/execute.ts'
import { parsePositiveInteger } from '../../src/cli/options.ts'
import { DermaliteError } from '../../src/errors.ts'

let stdout: string
let stderr: string
let onOutputError: (error: NodeJS.ErrnoException) => void

beforeEach(() => {
  vi.spyOn(process.stdout, 'on').mockImplementation((_, listener) => {
    onOutputError = listener
    return process.stdout
  })
  stdout = ''
  stderr = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** Runs `tool work …`, which fails with `error` where there is one; gives the exit code. */
async function run(args: string[], error?: Error) {
  const program = new Command('tool').version('1.2.3')
  program
    .command('work')
    .option('--json')
    .option('--threads <n>', '', parsePositiveInteger)
    .action(async () => {
      if (error) throw error
      process.stdout.write('done\n')
    })
  await execute(program, ['node', 'tool', ...args])
  const { exitCode } = process
  return exitCode
}

const failure = new DermaliteError('file-empty', 'a.jpg is empty', 'Copy it again.')

describe('execute', () => {
  it('leaves the exit code alone where all goes well', async () => {
    expect(await run(['work'])).toBeUndefined()
    expect([stdout, stderr]).toEqual(['done\n', ''])
  })

  it('turns an error into words on stderr, without a stack trace', async () => {
    expect(await run(['work'], failure)).toBe(1)
    expect([stdout, stderr]).toEqual(['', 'error: a.jpg is empty\n hint: Copy it again.\n'])
  })

  it('turns it into JSON under --json', async () => {
    expect(await run(['work', '--json'], failure)).toBe(1)
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'file-empty', message: 'a.jpg is empty', hint: 'Copy it again.' },
    })
  })

  it('hides the stack trace of a fault of ours as well', async () => {
    expect(await run(['work'], new TypeError('x is not a function'))).toBe(1)
    expect(stderr).toMatch(/^error: x is not a function\n hint: This is a fault of DermaLite/)
    expect(stderr).not.toMatch(/\bat /)
  })

  it.each([
    [['work', '--fast'], /unknown option '--fast'/],
    [['work', '--threads', '0'], /'0' is invalid.*whole number from 1 on/],
    [['play'], /unknown command 'play'/],
  ])('says once what is wrong with %j, and exits with 2', async (args, message) => {
    expect(await run(args)).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr.match(/error:/g)).toHaveLength(1)
    expect(stderr).toMatch(/\n hint: Run with --help/)
  })

  it('says so in JSON under --json', async () => {
    expect(await run(['work', '--json', '--fast'])).toBe(2)
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'bad-argument' })
  })

  it('prints help and version and exits with 0', async () => {
    expect(await run(['--help'])).toBe(0)
    expect(stdout).toMatch(/^Usage: tool/)
    expect(await run(['--version'])).toBe(0)
    expect(stdout).toMatch(/1\.2\.3\n$/)
    expect(stderr).toBe('')
  })

  it('shows the help where a command is missing', async () => {
    expect(await run([])).toBe(2)
    expect(stderr).toMatch(/^Usage: tool/)
    expect(stderr).not.toMatch(/error:/)
  })

  it('ends quietly when nobody reads on, as after head', async () => {
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never)
    await run(['work'])
    onOutputError(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    expect(exit.mock.calls).toEqual([[0]])
    const other = Object.assign(new Error('write EIO'), { code: 'EIO' })
    expect(() => onOutputError(other)).toThrow(other)
  })
})
