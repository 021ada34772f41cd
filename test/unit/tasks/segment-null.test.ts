import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { inOriginalUnits } from '../../../src/main/core/tasks/segment-features.ts'
import { tiedNull } from '../../../src/main/core/tasks/segment-null.ts'
import { loadTable } from '../../../src/main/core/tasks/segments.ts'
import { randomShop, shopEnd } from '../../support/random-shops.ts'
import { workspaceOf } from './segments-workspace.ts'

/** Rows drawn from a random shop, in original units, by feature; and its customers. */
function drawn(features: string[], rows = 500) {
  const shop = workspaceOf(randomShop('uniform', 300, 3))
  const { table } = loadTable(shop.db, shopEnd, { features })
  shop.remove()
  const into = new Float64Array(rows * table.p)
  tiedNull(table, seededRng(1)).draw(into, seededRng(2))
  const customers = Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(table.columns.map((column, j) => [column.feature, inOriginalUnits(column, into[row * table.p + j] as number)]))
  )
  const typical = Object.fromEntries(table.columns.map(({ feature, treatment }) => [feature, treatment.fill]))
  return { customers, typical, into }
}

describe('customers drawn without groups', () => {
  const { customers, typical, into } = drawn(['behaviour'])

  it('who ordered once came and went on one day, and have no gap', () => {
    const once = customers.filter(({ frequency = 0 }) => Math.round(frequency) === 1)
    expect(once.length).toBeGreaterThan(20)
    for (const { tenure, recency, gapMean, gapSpread, monetary, meanOrderValue } of once) {
      expect(tenure).toBeCloseTo(recency as number, 6)
      expect(gapMean).toBeCloseTo(typical.gapMean as number, 6)
      expect(gapSpread).toBeCloseTo(typical.gapSpread as number, 6)
      // Both are moved to fences of their own where they are far out.
      if ((monetary as number) < 100) expect(monetary).toBeCloseTo(meanOrderValue as number, 6)
    }
  })

  it('who ordered more came before they were last seen, and their gaps fill the time between', () => {
    const more = customers.filter(({ frequency = 0 }) => Math.round(frequency) >= 3)
    expect(more.length).toBeGreaterThan(100)
    for (const { tenure = 0, recency = 0, gapMean = 0, frequency = 0 } of more) {
      expect(tenure).toBeGreaterThanOrEqual(recency)
      const filled = (gapMean * (Math.round(frequency) - 1)) / (tenure - recency)
      // Two orders on one day make one gap fewer.
      expect(filled).toBeGreaterThan(0.99)
      expect(filled).toBeLessThan(2.01)
    }
  })

  it('are numbers throughout, also without the features that others follow from', () => {
    expect(into.every(Number.isFinite)).toBe(true)
    for (const features of [
      ['gapMean', 'gapSpread'],
      ['tenure', 'monetary'],
      ['recency', 'tenure', 'gapSpread'],
      ['frequency', 'gapMean', 'weekendShare']
    ])
      expect(drawn(features, 50).into.every(Number.isFinite)).toBe(true)
  })
})
