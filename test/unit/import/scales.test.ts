import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/main/core/import/index.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0
/** Scales of a questionnaire whose scores of each type these are, and how many rows fall out. */
async function scalesOf(scores: Record<string, readonly number[]>, stored: Record<string, number> = {}) {
  const rows = Object.entries(scores).flatMap(([type, values]) => values.map((value) => `${type},${value}`))
  const file = folder.write(`scores-${++files}.csv`, ['type,score', ...rows, ''].join('\n'))
  const mapping = { kind: 'feedback', columns: { type: 'type', score: 'score' } } as const
  const { groups } = await understand([file], { mapping, scales: stored, signal: noSignal, onProgress: () => {} })
  return {
    scales: groups[0]?.rules?.scales,
    rejected: groups[0]?.preview.expected.rejected,
    codes: groups[0]?.preview.warnings.map(({ code }) => code)
  }
}
const many = (value: number, n = 150) => Array.from({ length: n }, () => value)

describe('the best possible score', () => {
  it('is the usual one of its type; a stray score beyond it is wrong', async () => {
    expect(await scalesOf({ NPS: [...many(9), 55], CSAT: many(4), CES: many(7), Review: many(5) })).toMatchObject({
      scales: { nps: 10, csat: 5, ces: 7, review: 5 },
      rejected: 1
    })
  })

  it('is the next that holds nearly all where the usual one does not, and that is said', async () => {
    const { scales, rejected, codes } = await scalesOf({ CSAT: [...many(9), ...many(3), 400], Mood: many(80) })
    expect([scales, rejected]).toEqual([{ csat: 10, mood: 100 }, 1])
    expect(codes).toContain('import.scale')
  })

  it('is that of the answers that are there, as long as the scores fit it; else that is said', async () => {
    const fitting = await scalesOf({ CSAT: many(4), Mood: many(3) }, { csat: 10, mood: 4 })
    expect(fitting.scales).toEqual({ csat: 10, mood: 4 })
    expect(fitting.codes).not.toContain('import.scale')
    const beyond = await scalesOf({ CSAT: many(9) }, { csat: 5 })
    expect([beyond.scales, beyond.codes?.includes('import.otherScale')]).toEqual([{ csat: 10 }, true])
  })

  it('is unknown where scores go below 0 or beyond 100', async () => {
    expect((await scalesOf({ Mood: [...many(-4), ...many(3)], Points: many(900) })).scales).toEqual({})
  })
})
