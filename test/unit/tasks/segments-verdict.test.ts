import { describe, expect, it } from 'vitest'
import type { Chance } from '../../../src/engines/chance.ts'
import { type Candidate, propose } from '../../../src/main/core/tasks/segment-proposals.ts'
import { judge, summariseChance, withoutComparing } from '../../../src/main/core/tasks/segment-verdict.ts'
import { type NullKind, verdictOf } from '../../support/null-tables.ts'

describe('the verdict on tables without groups', () => {
  // Part of what `test/reference/make_verdicts.ts` runs with a hundred seeds; its figures are in `verdicts.json`.
  it.each(['gaussian', 'uniform', 'logNormal', 'integers', 'counts'] as NullKind[])('is “none”: %s', async (kind) => {
    for (const seed of [1, 2, 3]) expect(await verdictOf(kind, seed)).toEqual({ level: 'none' })
  })

  it('is “strong” on three separate heaps', async () => {
    expect(await verdictOf('blobs', 1)).toEqual({ level: 'strong' })
  })
})

describe('judging', () => {
  const ks = [2, 3, 4, 9]
  /** The same draws for each k, 0.01 apart, and what the data has. */
  const drawn = (observed: number[], from = 0.1): Chance => ({
    ks,
    rows: 100,
    observed: Float64Array.from(observed),
    drawn: Float64Array.from({ length: 199 * ks.length }, (_, at) => from + Math.floor(at / ks.length) / 1000),
    bandwidths: []
  })

  it('asks how often chance reaches the best over the numbers that there were to choose from', () => {
    const of = drawn([0.5, 0.2, 0.1, 0.1])
    expect(judge(of, 'evidence', 2, 1)).toMatchObject({ chance: 1 / 200, verdict: { level: 'strong' } })
    // Among 3 to 8 the best is 0.2, which half of the draws reach.
    expect(judge(of, 'useful', 3, 1).verdict.level).toBe('none')
    expect(judge(of, 'useful', 3, 1).chance).toBeCloseTo(0.5, 1)
    expect(judge(of, 'request', 9, 1)).toMatchObject({ chance: 1, verdict: { level: 'none' } })
  })

  it('is the weaker the less is left beyond chance, and the less stable the groups are', () => {
    expect(judge(drawn([0.5, 0, 0, 0]), 'evidence', 2, 0.7).verdict.level).toBe('usable')
    expect(judge(drawn([0.5, 0, 0, 0]), 'evidence', 2, 0.4).verdict.level).toBe('weak')
    expect(judge(drawn([0.35, 0, 0, 0]), 'evidence', 2, 1).verdict.level).toBe('usable')
    expect(judge(drawn([0.3, 0, 0, 0]), 'evidence', 2, 1).verdict.level).toBe('weak')
    expect(judge(drawn([0.29, 0, 0, 0]), 'evidence', 2, 1)).toMatchObject({
      verdict: { level: 'none', reason: expect.stringMatching(/slices of a continuum rather than natural groups/) }
    })
  })

  it('says of none only that chance cannot be ruled out, and how often it would do as well', () => {
    // Two of 199 draws reach the data: 3 of 200 with the data itself.
    const { verdict, chance } = judge(drawn([0.297, 0, 0, 0]), 'request', 2, 1)
    expect(chance).toBeCloseTo(0.015, 12)
    expect(verdict.reason).toBe(
      'Useful slices of a continuum rather than natural groups: we can’t rule out chance, since 1.5% of shops without any groups would look as clear as this. Slices still help to treat different customers differently.'
    )
  })

  it('is withheld for too few customers, and for fewer groups than asked for', () => {
    expect(withoutComparing(29, 2, 2)).toMatchObject({ level: 'insufficient-data', reason: expect.stringMatching(/29 customers/) })
    expect(withoutComparing(30, 2, 2)).toBeNull()
    expect(withoutComparing(100, 3, 6)).toMatchObject({ level: 'insufficient-data', reason: expect.stringMatching(/6 groups/) })
  })

  it('keeps what draws the line, and passes over what a table was too small for', () => {
    const of = drawn([0.5, 0.2, Number.NaN, 0.1])
    of.drawn[3] = Number.NaN
    const { draws, k } = summariseChance(of)
    expect(draws).toBe(199)
    expect(k.map(({ observed }) => observed)).toEqual([0.5, 0.2, null, 0.1])
    expect(k[0]?.median).toBeCloseTo(0.199, 9)
    expect(k[0]?.high).toBeCloseTo(0.1 + 0.198 * 0.99, 9)
  })
})

describe('the two proposals', () => {
  const of = (k: number, silhouette: number, leastStable: number | null = 0.9, smallest = 50): Candidate => ({
    k,
    silhouette,
    leastStable,
    smallest
  })

  it('are the clearest, and the clearest of three to eight groups that last and are not tiny', () => {
    expect(propose([of(2, 0.6), of(3, 0.55), of(4, 0.5)], 500)).toEqual({ evidence: 2, useful: 3, taken: 'useful' })
    expect(propose([of(2, 0.6), of(3, 0.4), of(4, 0.45)], 500)).toEqual({ evidence: 2, useful: 4, taken: 'evidence' })
    expect(propose([of(2, 0.3), of(5, 0.5)], 500)).toEqual({ evidence: 5, useful: 5, taken: 'evidence' })
  })

  it('do not fall for what does not last or what is a handful', () => {
    expect(propose([of(2, 0.4), of(3, 0.5, 0.5), of(4, 0.45)], 500).useful).toBe(4)
    expect(propose([of(2, 0.4), of(3, 0.5, 0.9, 4), of(4, 0.45)], 500).useful).toBe(4)
    expect(propose([of(2, 0.4), of(11, 0.7, 0.3)], 500)).toEqual({ evidence: 2, useful: null, taken: 'evidence' })
  })

  it('lower their demands where nothing meets them', () => {
    expect(propose([of(2, 0.4), of(3, 0.3, 0.65), of(4, 0.35, 0.4)], 500).useful).toBe(3)
    expect(propose([of(2, 0.4, 0.3), of(3, 0.3, 0.2, 4)], 500)).toMatchObject({ evidence: 2, useful: 3 })
    expect(propose([of(2, 0.4, null)], 10)).toEqual({ evidence: 2, useful: null, taken: 'evidence' })
  })
})
