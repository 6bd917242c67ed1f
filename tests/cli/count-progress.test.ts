import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { countProgress } from '../../src/cli/count-progress.ts'

function output() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { stream, lines }
}

describe('countProgress', () => {
  it('prints nothing before the first count', () => {
    const { stream, lines } = output()
    countProgress('checking', 'images', stream).stop()
    expect(lines).toEqual([])
  })

  it('follows the counts, back and forth', () => {
    const { stream, lines } = output()
    const progress = countProgress('downloading', 'MB', stream)
    for (const done of [50, 55, 60, 40, 100]) progress.moveTo(done, 100)
    progress.stop()
    expect(lines.map((line) => line.match(/^downloading: \d+\/100 MB/)?.[0])).toEqual([
      'downloading: 60/100 MB',
      'downloading: 40/100 MB',
      'downloading: 100/100 MB',
    ])
  })
})
