import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createProgress, formatDuration } from '../../src/cli/progress.ts'

/** What was written, as on a terminal or into a file. */
function output(isTTY: boolean) {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  return Object.assign(stream, {
    isTTY,
    lines: () =>
      stripVTControlCharacters(text)
        .split(/[\r\n]+/)
        .filter((line) => line.trim() !== ''),
  })
}

const images = (total: number) => ({ label: 'decoding', total, unit: 'images' })

describe('createProgress', () => {
  it('prints a line every tenth of the way into a file, with rate and time left', () => {
    const file = output(false)
    let now = 0
    const progress = createProgress(images(200), file, () => now)
    for (let i = 0; i < 200; i++) {
      now += 50
      progress.advance(1, i === 199 ? 'loss 0.5' : '')
    }
    progress.stop()
    const lines = file.lines()
    expect(lines).toHaveLength(10)
    expect(lines[0]).toBe('decoding: 20/200 images (10 %), 20/s, 9 s left')
    expect(lines[4]).toBe('decoding: 100/200 images (50 %), 20/s, 5 s left')
    expect(lines[9]).toBe('decoding: 200/200 images (100 %), 20/s, 0 s left, loss 0.5')
  })

  it('prints one line for a step over several tenths', () => {
    const file = output(false)
    const progress = createProgress(images(4), file)
    progress.advance(3)
    progress.advance()
    expect(file.lines()).toHaveLength(2)
  })

  it('leaves what was done before the start out of the rate', () => {
    const file = output(false)
    let now = 0
    const progress = createProgress({ ...images(100), done: 50 }, file, () => now)
    now = 1000
    progress.advance(10)
    expect(file.lines()).toEqual(['decoding: 60/100 images (60 %), 10/s, 4 s left'])
  })

  it('draws a bar on a terminal', () => {
    const terminal = output(true)
    let now = 0
    const progress = createProgress(images(4), terminal, () => now)
    now = 2000
    progress.advance(2, 'loss 0.5')
    progress.stop()
    expect(terminal.lines().at(-1)).toMatch(
      /decoding █{12}░{12} 2\/4 images {2}1\.0\/s {2}2 s left {2}loss 0\.5/,
    )
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3599.6, '1 h 00 min'],
    [7800, '2 h 10 min'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })
})
