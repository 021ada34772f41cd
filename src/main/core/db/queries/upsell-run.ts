import type { Database } from 'better-sqlite3'
import type { UpsellOffer, UpsellResult, UpsellRule } from '../../../../shared/model/upsell.ts'
import { dataBasis, type RunIdentity } from './segments.ts'

const KIND = 'upsell'

export type StoredUpsell = Omit<UpsellResult, 'run'>

export interface UpsellRun {
  id: number
  identity: RunIdentity
  /** Of the data when it was computed. */
  basis: string
  /** An import that it was computed from was undone. */
  gone: boolean
  result: StoredUpsell
}

export function latestUpsell(db: Database): UpsellRun | null {
  const row = db
    .prepare<
      [string],
      { id: number; seed: number; params: string; version: string; fingerprint: string; asOf: string; gone: string | null; result: string }
    >(
      `SELECT id, seed, params, engine_version AS version, input_fingerprint AS fingerprint, as_of AS asOf, input_gone AS gone, result
       FROM run WHERE kind = ? ORDER BY id DESC LIMIT 1`
    )
    .get(KIND)
  if (row === undefined) return null
  const { basis, ...kept } = JSON.parse(row.result)
  const offers = db
    .prepare<[number], { content: string }>(
      'SELECT content FROM upsell_score WHERE run_id = ? ORDER BY value DESC, customer_id, kind, offer'
    )
    .all(row.id)
    .map(({ content }): UpsellOffer => JSON.parse(content))
  const rules = db
    .prepare<[number], { content: string }>('SELECT content FROM rule WHERE run_id = ? ORDER BY position')
    .all(row.id)
    .map(({ content }): UpsellRule => JSON.parse(content))
  return {
    id: row.id,
    identity: {
      seed: row.seed,
      params: JSON.parse(row.params),
      engineVersion: row.version,
      inputFingerprint: row.fingerprint,
      asOf: row.asOf
    },
    basis,
    gone: row.gone !== null,
    result: { ...kept, offers, rules }
  }
}

/** Marks a run whose input is the same again as up to date. */
export function confirmUpsell(db: Database, id: number): void {
  db.prepare("UPDATE run SET result = json_set(result, '$.basis', ?), input_gone = NULL WHERE id = ?").run(dataBasis(db), id)
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
    db.prepare('DELETE FROM run WHERE kind = ?').run(KIND)
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
      )
      .run(
        KIND,
        identity.seed,
        JSON.stringify(identity.params),
        identity.engineVersion,
        identity.inputFingerprint,
        identity.asOf,
        Math.floor(now / 1_000),
        rest.verdict.level,
        JSON.stringify({ ...rest, basis })
      )
    const run = Number(lastInsertRowid)
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
