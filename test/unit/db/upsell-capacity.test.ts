/** A list of offers for as many customers as can be contacted. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type StoredUpsell, storeUpsell } from '../../../src/main/core/db/queries/upsell-run.ts'
import { countOffers, upsellOffers } from '../../../src/main/core/db/queries/upsell-view.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { UpsellFilter } from '../../../src/shared/model/upsell-view.ts'

type Made = [customer: number, kind: 'complement' | 'upgrade', offer: string, value: number]

function listOf(made: readonly Made[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-capacity-'))
  const handle = openWorkspace(path.join(folder, 'shop.sextant'), { create: true, now: () => 0 })
  const { db } = handle
  onTestFinished(() => {
    handle.close()
    rmSync(folder, { recursive: true, force: true })
  })
  db.prepare("INSERT INTO import (id, label, imported_at, new_customers) VALUES (1, 'test', 0, 0)").run()
  db.prepare(
    `INSERT INTO source (id, import_id, kind, file, bytes, fingerprint, header, mapping, warnings,
                         rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
     VALUES (1, 1, 'customers', 'test.csv', 0, '', '[]', '{}', '[]', 0, 0, 0, 0, 0, 0)`
  ).run()
  const customer = db.prepare('INSERT INTO customer (id, code, seen_at, source_id) VALUES (?, ?, 0, 1) ON CONFLICT DO NOTHING')
  for (const [id] of made) customer.run(id, `C${id}`)
  const offers = made.map(([customerId, kind, offer, value]) => ({
    customer: `C${customerId}`,
    customerId,
    kind,
    offer,
    from: '2025-01-01',
    to: '2025-01-30',
    chance: 0.5,
    low: null,
    high: null,
    value,
    reason: { product: null, boughtOn: null, hits: 1, of: 2, days: 90, category: null, count: null, usual: null }
  }))
  const identity = { seed: 1, params: {}, engineVersion: '', inputFingerprint: '', asOf: '2024-12-31' }
  const stored = { offers, rules: [], verdict: { level: 'validated', reason: '' } } as unknown as StoredUpsell
  storeUpsell(db, identity, 0, stored, '', () => {})
  return db
}

const made: Made[] = [
  [1, 'complement', 'Filter', 3],
  [1, 'upgrade', 'Mill Two', 9],
  [1, 'complement', 'Beans', 1],
  [2, 'complement', 'Filter', 8],
  [3, 'complement', 'Beans', 7],
  [3, 'upgrade', 'Mill Two', 2],
  [4, 'complement', 'Filter', 5],
  [5, 'upgrade', 'Mill Two', 5]
]
const filterOf = (given: Partial<UpsellFilter>) => UpsellFilter.parse(given)

describe('a capacity', () => {
  it('is for so many customers, the best offers first, each once with all their offers; who is left out is counted', () => {
    const db = listOf(made)
    const rows = upsellOffers(db, filterOf({ capacity: 2 }), null)
    expect(rows.map(({ customer, offer }) => [customer, offer])).toEqual([
      ['C1', 'Mill Two'],
      ['C2', 'Filter'],
      ['C1', 'Filter'],
      ['C1', 'Beans']
    ])
    expect(countOffers(db, filterOf({ capacity: 2 }))).toMatchObject({ total: 4, customers: 2, leftOut: 3 })
    // Equal worth: one of them, the same in every answer.
    expect(countOffers(db, filterOf({ capacity: 4 }))).toMatchObject({ customers: 4, leftOut: 1 })
    expect(countOffers(db, filterOf({}))).toMatchObject({ total: 8, customers: 5, leftOut: 0 })
    expect(countOffers(db, filterOf({ capacity: 90 }))).toMatchObject({ total: 8, customers: 5, leftOut: 0 })
  })

  it('lets each count of a kind or a thing open exactly so many', () => {
    const db = listOf(made)
    for (const capacity of [1, 2, 3, 4, null]) {
      const { kinds, things } = countOffers(db, filterOf({ capacity }))
      for (const kind of ['complement', 'upgrade'] as const) {
        const opened = filterOf({ capacity, kind })
        expect(kinds[kind], `${kind} of ${capacity}`).toBe(countOffers(db, opened).total)
        expect(upsellOffers(db, opened, null)).toHaveLength(kinds[kind] ?? 0)
        for (const { offer, count } of countOffers(db, opened).things) {
          expect(upsellOffers(db, { ...opened, offer }, null), `${kind} ${offer} of ${capacity}`).toHaveLength(count)
        }
      }
      for (const { offer, count } of things) expect(upsellOffers(db, filterOf({ capacity, offer }), null)).toHaveLength(count)
    }
  })
})
