import { expect, it } from 'vitest'
import { standingOf } from '../../../src/renderer/features/data/reviewWords.ts'
import type { PreviewGroup } from '../../../src/shared/model/import.ts'

/** What the standing of a table is told from. */
const ready = { kind: 'orders', questions: [], blockers: [], expected: { rejected: 0 }, warnings: [] } as unknown as PreviewGroup

it('a table of several says how many notes there are of it', () => {
  const note = { code: 'import.anonymous', count: 3, example: 'A1' }
  expect(standingOf(ready)).toEqual({ text: 'ready', bad: false })
  expect(standingOf({ ...ready, warnings: [note] }).text).toBe('ready, 1 note')
  expect(standingOf({ ...ready, warnings: [note, note] }).text).toBe('ready, 2 notes')
})
