import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'

const RULES = new URL('../../../src/graph/gradient/rules/', import.meta.url)
const TESTS = new URL('./rules/', import.meta.url)

it('every module of gradient rules has a test that checks each of its rules', async () => {
  const modules = (await readdir(RULES)).map((file) => file.replace(/\.ts$/, '.test.ts'))
  expect((await readdir(TESTS)).sort()).toEqual(modules.sort())
})
