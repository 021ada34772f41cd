import type { Database } from 'better-sqlite3'
import type { UpsellOffer, UpsellResult, UpsellRule } from '../../../../shared/model/upsell.ts'
import { insertRun, newestRun, type RunIdentity, removeRuns, type StoredRun } from './runs.ts'

const KIND = 'upsell'

export type StoredUpsell = Omit<UpsellResult, 'run'>

export function latestUpsell(db: Database): StoredRun<StoredUpsell> | null {
  const run = newestRun<Omit<StoredUpsell, 'offers' | 'rules'>>(db, KIND)
  if (run === null) return null
  const offers = db
    .prepare<[number], { content: string }>(
      'SELECT content FROM upsell_score WHERE run_id = ? ORDER BY value DESC, customer_id, kind, offer'
    )
    .all(run.id)
    .map(({ content }): UpsellOffer => JSON.parse(content))
  const rules = db
    .prepare<[number], { content: string }>('SELECT content FROM rule WHERE run_id = ? ORDER BY position')
    .all(run.id)
    .map(({ content }): UpsellRule => JSON.parse(content))
  return { ...run, result: { ...run.result, offers, rules } }
}

/** Stores a run in one transaction; the former one goes. */
export function storeUpsell(
  db: Database,
  identity: RunIdentity,
  now: number,
  { offers, rules, ...rest }: StoredUpsell,
  basis: string,
  beforeCommit: () => void
): number {
  return db.transaction(() => {
    removeRuns(db, KIND)
    const run = insertRun(db, { kind: KIND, identity, now, verdict: rest.verdict.level, result: { ...rest, basis } })
    const offer = db.prepare(
      'INSERT INTO upsell_score (run_id, customer_id, kind, offer, chance, value, content) VALUES (?, ?, ?, ?, ?, ?, ?)'
    )
    for (const one of offers) offer.run(run, one.customerId, one.kind, one.offer, one.chance, one.value, JSON.stringify(one))
    const rule = db.prepare('INSERT INTO rule (run_id, position, given, follows, validated, content) VALUES (?, ?, ?, ?, ?, ?)')
    rules.forEach((one, at) => {
      rule.run(run, at, JSON.stringify(one.given), one.follows, one.validated ? 1 : 0, JSON.stringify(one))
    })
    beforeCommit()
    return run
  })()
}
