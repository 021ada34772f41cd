import type { Database } from 'better-sqlite3'
import type { JourneySetup, Stage, StageRole, StageRule } from '../../../../shared/model/journey.ts'

/** The stages and rules that the user chose; null before the first change, when the built-in ones hold. */
export function storedSetup(db: Database): JourneySetup | null {
  const stages = db.prepare<[], Stage>('SELECT id, name, role FROM stage ORDER BY position').all()
  if (stages.length === 0) return null
  const rules = db.prepare<[], StageRule>('SELECT stage_id AS stage, field, how, value FROM stage_rule ORDER BY position').all()
  return { stages, rules }
}

/** Puts these in the place of the former ones; null: the built-in ones hold again. Rules of stages that are gone are dropped. */
export function storeSetup(db: Database, setup: JourneySetup | null): void {
  db.transaction(() => {
    db.exec('DELETE FROM stage_rule; DELETE FROM stage')
    if (setup === null) return
    const stage = db.prepare<[number, number, string | null, StageRole | null]>(
      'INSERT INTO stage (id, position, name, role) VALUES (?, ?, ?, ?)'
    )
    const rule = db.prepare('INSERT INTO stage_rule (position, stage_id, field, how, value) VALUES (?, ?, ?, ?, ?)')
    const known = new Set(setup.stages.map(({ id }) => id))
    setup.stages.forEach(({ id, name, role }, position) => {
      stage.run(id, position, name, role)
    })
    setup.rules
      .filter(({ stage: of }) => of === null || known.has(of))
      .forEach(({ stage: of, field, how, value }, position) => {
        rule.run(position, of, field, how, value)
      })
  })()
}
