import { describe, expect, it } from 'vitest'
import { askedBy, countsAs, scaleName } from '../../../src/main/core/import/conversion/asked.ts'
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

describe('several questions in a row', () => {
  const likely = 'How likely are you to recommend us?'
  const satisfied = 'How satisfied are you with the delivery?'
  /** What is stored of a survey: type and scale of each question, and how often. */
  async function survey(content: string, stored: Record<string, number> = {}) {
    const file = folder.write(`survey-${++files}.csv`, content)
    const { groups } = await understand([file], { scales: stored, signal: noSignal, onProgress: () => {} })
    const [group] = groups
    return { scales: group?.rules?.scales, columns: group?.preview.mapping.columns, warnings: group?.preview.warnings }
  }
  const answers = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => `2024-02-0${(i % 9) + 1},${line(i)}`)

  it('have a scale each, and whether one would recommend is NPS on the scale from 0 to 10', async () => {
    const text = [
      `date,${satisfied},${likely},What else?`,
      ...answers(60, (i) => `${(i % 5) + 1},${i % 11},thank you ${i} times for all that`)
    ].join('\n')
    const { scales, columns, warnings } = await survey(text)
    expect(columns).toMatchObject({ [satisfied]: 'score', [likely]: 'score' })
    expect(scales).toEqual({ [`csat: ${satisfied}`]: 5, [`recommendation: ${likely}`]: 10 })
    expect(warnings?.map(({ code }) => code)).not.toContain('import.scale')
  })

  it('which is no NPS on the scale from 1 to 5, and that is said; a few answers are held against those that are there', async () => {
    const text = (n: number) => [`date,${likely}`, ...answers(n, (i) => String((i % 5) + 1))].join('\n')
    const five = await survey(text(60))
    expect(five.scales).toEqual({ recommendation: 5 })
    expect(five.warnings).toContainEqual(expect.objectContaining({ code: 'import.scale', example: '5 for recommendation' }))
    expect((await survey(text(6), { nps: 10 })).scales).toEqual({ recommendation: 10 })
  })

  it('are all taken, whatever it is that is rated', async () => {
    const text = [
      'date,customer,Delivery rating,Product rating,comment',
      ...answers(40, (i) => `C${i},${(i % 5) + 1},${((i + 1) % 5) + 1},ok ${i}`)
    ]
    const { scales, columns } = await survey(text.join('\n'))
    expect(columns).toMatchObject({ 'Delivery rating': 'score', 'Product rating': 'score', comment: 'comment' })
    expect(scales).toEqual({ 'review: Delivery rating': 5, 'review: Product rating': 5 })
  })
})

describe('the type of an answer', () => {
  const asked = (header: string) => askedBy({ score: [{ header, value: 4 }] }, header)

  it.each([
    ['How likely are you to recommend us?', 10, 'nps'],
    ['How likely are you to recommend us?', 5, 'score'],
    ['Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?', 10, 'nps'],
    ['How satisfied were you?', 5, 'csat'],
    ['Question 7', 5, 'score'],
    ['NPS', 10, 'nps']
  ])('%s, up to %i: %s', (header, best, type) => {
    expect(countsAs(asked(header), { [scaleName(asked(header))]: best })).toBe(type)
  })
})
