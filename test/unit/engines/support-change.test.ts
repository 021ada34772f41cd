import { describe, expect, it } from 'vitest'
import { type ChangeColumns, supportChange } from '../../../src/engines/support/change.ts'

interface Row {
  cluster?: number
  customer?: number
  after: boolean
  room?: number
  response?: number
  rating?: number
}

function columns(rows: Row[]): ChangeColumns {
  const nothing = () => new Float64Array(rows.length).fill(Number.NaN)
  return {
    n: rows.length,
    cluster: Int32Array.from(rows, ({ cluster }) => cluster ?? 0),
    customer: Int32Array.from(rows, ({ customer }, i) => customer ?? i),
    after: Uint8Array.from(rows, ({ after }) => (after ? 1 : 0)),
    room: Float64Array.from(rows, ({ room }) => room ?? Number.POSITIVE_INFINITY),
    response: Float64Array.from(rows, ({ response }) => response ?? Number.NaN),
    resolution: nothing(),
    reopens: nothing(),
    rating: Float64Array.from(rows, ({ rating }) => rating ?? Number.NaN)
  }
}
const many = (n: number, of: (i: number) => Row): Row[] => Array.from({ length: n }, (_, i) => of(i))
const two = { before: 2, after: 2 }
const params = { exposures: [two], exposure: two, counts: 'exposed' as const, longest: Number.POSITIVE_INFINITY, q: 0.05 }
const shift = (rows: Row[], measure: string) => supportChange(columns(rows), params).clusters[0]?.find((one) => one.measure === measure)

describe('support before and after a day', () => {
  it('holds counts against each other as numbers of chance', () => {
    const rate = shift([...many(100, () => ({ after: false })), ...many(50, () => ({ after: true }))], 'rate')
    // ln(1/2) ± 1.96 · √(1/100 + 1/50)
    expect(rate).toMatchObject({ before: 50, after: 25, sure: true })
    expect(rate?.change?.value).toBeCloseTo(0.5, 12)
    expect(rate?.change?.low).toBeCloseTo(0.3561, 4)
    expect(rate?.change?.high).toBeCloseTo(0.7021, 4)
  })

  it('counts for what gave rise to tickets on each side', () => {
    const rows = [...many(50, () => ({ after: false })), ...many(100, () => ({ after: true }))]
    const grown = { ...params, exposures: [{ before: 1, after: 2 }], exposure: { before: 1, after: 2 } }
    expect(supportChange(columns(rows), grown).all[0]).toMatchObject({ before: 50, after: 50, change: { value: 1 }, sure: false })
    const nothing = { ...params, exposures: [{ before: 0, after: 2 }], exposure: { before: 0, after: 2 } }
    expect(supportChange(columns(rows), nothing).all[0]).toMatchObject({ before: null, change: null, sure: false })
  })

  it('by time alone, calls a change of a group what changed by itself and beside the others', () => {
    const sides = (cluster: number, before: number, after: number) => [
      ...many(before, () => ({ cluster, after: false })),
      ...many(after, () => ({ cluster, after: true }))
    ]
    const calendar = { ...params, exposures: [two, two], counts: 'calendar' as const }
    const surely = (rows: Row[]) => {
      const { clusters, all } = supportChange(columns(rows.map((row, customer) => ({ customer, ...row }))), calendar)
      return [...clusters.map((of) => of[0]?.sure), all[0]?.sure]
    }
    // A shop that grows; one group that writes less; and what stayed as it was beside it.
    expect(surely([...sides(0, 100, 300), ...sides(1, 200, 600)])).toEqual([false, false, true])
    expect(surely([...sides(0, 200, 80), ...sides(1, 200, 200)])).toEqual([true, false, true])
    // Nobody else writes.
    expect(surely(sides(0, 100, 300))).toEqual([false, false, true])
  })

  it('tells counts without a verdict where they cannot be compared', () => {
    const rows = [...many(100, () => ({ after: false })), ...many(50, () => ({ after: true }))]
    const { clusters, all } = supportChange(columns(rows), { ...params, counts: 'untold' })
    for (const shift of [clusters[0]?.[0], all[0]])
      expect(shift).toMatchObject({ before: 50, after: 25, change: { value: 0.5 }, sure: false })
  })

  it('takes somebody who wrote often for one chance', () => {
    const often = shift([...many(100, () => ({ after: false, customer: 1 })), ...many(50, () => ({ after: true, customer: 1 }))], 'rate')
    expect(often?.sure).toBe(false)
    expect(often?.change?.low).toBeLessThan(0.1)
  })

  it('compares times by their logarithms with Welch’s interval', () => {
    const [x, y] = [
      [1, 2, 4, 8, 16, 32],
      [1, 1, 2, 2, 3, 3]
    ] as const
    const rows = [...x.map((response) => ({ after: false, response })), ...y.map((response) => ({ after: true, response }))]
    const found = shift(rows, 'response')
    expect(found).toMatchObject({ ticketsBefore: 6, ticketsAfter: 6 })
    // What is shown and how it changed are of one piece.
    expect(found?.before).toBeCloseTo(2 ** 2.5, 12)
    expect(found?.after).toBeCloseTo(6 ** (1 / 3), 12)
    const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + Math.log(value), 0) / of.length
    expect(found?.change?.value).toBeCloseTo(Math.exp(mean(y) - mean(x)), 12)
    expect(found?.change?.low).toBeLessThan(1)
  })

  it('says nothing where few say it, and nothing changed where nothing varies', () => {
    const rows = [...many(4, () => ({ after: false, rating: 0.5 })), ...many(9, () => ({ after: true, rating: 0.5 }))]
    expect(shift(rows, 'rating')).toMatchObject({ before: 0.5, after: 0.5, change: null, sure: false })
    const same = [...many(9, () => ({ after: false, rating: 0.5 })), ...many(9, () => ({ after: true, rating: 0.5 }))]
    expect(shift(same, 'rating')).toMatchObject({ change: { value: 0, low: 0, high: 0 }, sure: false })
    expect(supportChange(columns([]), params).all).toHaveLength(5)
  })

  it('counts tickets of no cluster among all alone', () => {
    const rows = [...many(8, () => ({ after: false, cluster: -1 })), ...many(8, () => ({ after: true, cluster: -1 }))]
    const { clusters, all } = supportChange(columns(rows), params)
    expect(clusters[0]?.[0]).toMatchObject({ ticketsBefore: 0, ticketsAfter: 0, change: null })
    expect(all[0]).toMatchObject({ ticketsBefore: 8, ticketsAfter: 8 })
  })
})
