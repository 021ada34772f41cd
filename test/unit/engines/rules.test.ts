import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Baskets, fpGrowth } from '../../../src/engines/rules/fp-growth.ts'
import { fisherGreater, poissonAtLeast, ruleMeasures } from '../../../src/engines/rules/measures.ts'
import { rulesOf } from '../../../src/engines/rules/rules.ts'
import { isSextantError } from '../../../src/shared/errors.ts'
import { engineContext, readReference } from './support.ts'

const reference: { fisher: { table: number[]; p: number }[]; poisson: { count: number; expected: number; p: number }[] } = JSON.parse(
  readReference('upsell.json')
)

function basketsOf(lists: readonly (readonly number[])[]): Baskets {
  const starts = [0]
  for (const list of lists) starts.push((starts.at(-1) as number) + list.length)
  const items = lists.flat()
  return { starts: Int32Array.from(starts), items: Int32Array.from(items), distinct: Math.max(-1, ...items) + 1 }
}

async function setsOf(lists: readonly (readonly number[])[], least: number, longest = 10): Promise<Map<string, number>> {
  const { starts, items, counts } = await fpGrowth(basketsOf(lists), { least, longest, most: 1e6 }, engineContext())
  return new Map(Array.from(counts, (count, s) => [items.subarray(starts[s], starts[s + 1]).join(), count]))
}

describe('FP-growth', () => {
  it('finds what counting every subset finds', async () => {
    const basket = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(fc.array(basket, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 4 }), async (lists, least) => {
        const counted = new Map<string, number>()
        for (let mask = 1; mask < 128; mask++) {
          const set = [0, 1, 2, 3, 4, 5, 6].filter((item) => mask & (1 << item))
          const count = lists.filter((list) => set.every((item) => list.includes(item))).length
          if (count >= least) counted.set(set.join(), count)
        }
        const found = await setsOf(lists, least)
        expect([...found].sort()).toEqual([...counted].sort())
      })
    )
  })

  it('takes a basket of thousands of things, and ends where there would be too many sets', async () => {
    const huge = Array.from({ length: 5000 }, (_, i) => i)
    expect((await setsOf([huge, huge.slice(0, 2), [0, 1]], 3)).size).toBe(3)
    const params = { least: 1, longest: 5, most: 1000 }
    const failure = await fpGrowth(basketsOf([huge]), params, engineContext()).catch((error: unknown) => error)
    expect(isSextantError(failure, 'rules.tooMany')).toBe(true)
  })
})

describe('measures of rules', () => {
  it.each(reference.fisher)('are scipy’s exact test for $table', ({ table, p }) => {
    const [both = 0, first = 0, second = 0, neither = 0] = table
    expect(fisherGreater(both, both + first, both + second, both + first + second + neither) / p).toBeCloseTo(1, 6)
  })

  it.each(reference.poisson)('are scipy’s tail of $count where $expected are expected', ({ count, expected, p }) => {
    expect(poissonAtLeast(count, expected)).toBeCloseTo(p, 9)
  })

  it('say what they mean', () => {
    const found = ruleMeasures(20, 40, 50, 200)
    expect(found.confidence).toBe(0.5)
    expect(found.lift).toBe(2)
    expect(found.leverage).toBeCloseTo(0.1 - 0.05, 12)
    expect(found.conviction).toBe(1.5)
    expect(ruleMeasures(40, 40, 50, 200).conviction).toBe(Number.POSITIVE_INFINITY)
  })
})

const groceries = path.resolve(process.env.SEXTANT_DATA ?? '../shared/data', 'groceries/groceries.csv')

describe.skipIf(!existsSync(groceries))('Groceries', () => {
  it('gives the rules that arules gives', async () => {
    const names = new Map<string, number>()
    const lists = readFileSync(groceries, 'utf8')
      .trim()
      .split('\n')
      .map((line) => [
        ...new Set(
          line.split(',').map((cell) => {
            const name = cell.trim()
            names.set(name, names.get(name) ?? names.size)
            return names.get(name) as number
          })
        )
      ])
    const baskets = basketsOf(lists)
    expect([lists.length, names.size]).toEqual([9835, 169])
    const rules = async (support: number, confidence: number) => {
      const least = Math.ceil(support * lists.length - 1e-9)
      return rulesOf(await fpGrowth(baskets, { least, longest: 10, most: 1e6 }, engineContext()), lists.length, confidence, 2)
    }
    const [top, ...others] = await rules(0.006, 0.25)
    expect(others).toHaveLength(462)
    expect(top?.if.map((code) => [...names.keys()][code])).toEqual(['herbs'])
    expect([top?.confidence, top?.lift]).toEqual([expect.closeTo(0.43125, 9), expect.closeTo(3.9565, 4)])
    expect(await rules(0.001, 0.5)).toHaveLength(5668)
    expect(await rules(0.001, 0.6)).toHaveLength(2918)
    expect(await rules(0.001, 0.8)).toHaveLength(410)
    expect(await rules(0.01, 0.5)).toHaveLength(15)
  })
})
