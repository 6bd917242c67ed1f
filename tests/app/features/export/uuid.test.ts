import { expect, it } from 'vitest'
import { randomUuid } from '../../../../app/features/export/uuid.ts'

it('is a UUID of version 4, each time another', () => {
  const all = Array.from({ length: 100 }, randomUuid)
  for (const uuid of all) {
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  expect(new Set(all).size).toBe(all.length)
})
