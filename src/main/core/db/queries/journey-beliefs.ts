import type { Database } from 'better-sqlite3'
import type { BeliefDraft, BeliefStep } from '../../../../shared/model/journey.ts'

export interface StoredBelief extends BeliefDraft {
  id: number
  createdAt: number
}

/** All beliefs about the journey, newest first. */
export function storedBeliefs(db: Database): StoredBelief[] {
  return db
    .prepare<[], { id: number; name: string; steps: string; createdAt: number }>(
      'SELECT id, name, steps, created_at AS createdAt FROM journey_belief ORDER BY id DESC'
    )
    .all()
    .map((row) => ({ ...row, steps: JSON.parse(row.steps) as BeliefStep[] }))
}

/** Keeps a belief, or changes the one with this id. Answers its id; null when there is none with it. */
export function storeBelief(db: Database, { name, steps }: BeliefDraft, id: number | null, now: number): number | null {
  const text = JSON.stringify(steps)
  if (id === null) {
    return Number(
      db.prepare('INSERT INTO journey_belief (name, steps, created_at) VALUES (?, ?, ?)').run(name, text, Math.floor(now / 1_000))
        .lastInsertRowid
    )
  }
  return db.prepare('UPDATE journey_belief SET name = ?, steps = ? WHERE id = ?').run(name, text, id).changes > 0 ? id : null
}

export function deleteBelief(db: Database, id: number): boolean {
  return db.prepare('DELETE FROM journey_belief WHERE id = ?').run(id).changes > 0
}
