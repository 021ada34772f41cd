/** What the KPIs were found to be, and what the user wants them to be. */
import type { Database } from 'better-sqlite3'
import type { IsoDate, Warning } from '../../../../shared/model/common.ts'
import type { Cells, Period, Prepared } from '../../../../shared/model/kpi-columns.ts'
import type { KpiBreakdown, KpiCohort, KpiGrain, KpiId, KpiPeriod, KpiPoint } from '../../../../shared/model/kpis.ts'
import type { Run } from '../../../../shared/model/segments.ts'
import { type BusinessHours, usualHours } from '../../business-hours.ts'
import { isoDate, monthText, secondsADay } from './dates.ts'
import type { Members } from './kpi-columns.ts'
import type { RunIdentity } from './runs.ts'
import { dataBasis } from './segments.ts'
import { getSetting } from './settings.ts'

const KIND = 'kpis'

export interface Preparation {
  runId: number
  basis: string
  importId: number
  currency: string
  /** First and last day of the data, counted from 1970-01-01. */
  firstDay: number
  lastDay: number
  members: Members
  leftOut: Warning[]
  /** The last 90 days as they were before the newest import. */
  before: Partial<Record<KpiId, number>> | null
}

/** Changes with the data, the as-of date, the segments, the hours of business and how it is counted. */
export function kpiBasis(db: Database, asOf: IsoDate, engineVersion: string): string {
  return JSON.stringify([engineVersion, dataBasis(db), asOf, newestSegmentsRun(db), businessHours(db)])
}

export function businessHours(db: Database): BusinessHours {
  return getSetting(db, 'businessHours') ?? usualHours
}

export function newestSegmentsRun(db: Database): number | null {
  return db.prepare<[], number | null>("SELECT MAX(id) FROM run WHERE kind = 'segments' AND input_gone IS NULL").pluck().get() ?? null
}

export function newestImport(db: Database): number {
  return db.prepare<[], number>('SELECT COALESCE(MAX(id), 0) FROM import').pluck().get() ?? 0
}

export function preparation(db: Database): Preparation | null {
  const row = db
    .prepare<
      [],
      Record<'members' | 'leftOut' | 'basis' | 'currency', string> & { before: string | null } & Record<
          'runId' | 'importId' | 'firstDay' | 'lastDay',
          number
        >
    >(
      `SELECT run_id AS runId, basis, import_id AS importId, currency, first_day AS firstDay, last_day AS lastDay, members, left_out AS leftOut, before
       FROM kpi_preparation`
    )
    .get()
  if (row === undefined) return null
  return {
    ...row,
    members: JSON.parse(row.members),
    leftOut: JSON.parse(row.leftOut),
    before: row.before === null ? null : JSON.parse(row.before)
  }
}

export type PreparationToStore = Omit<Preparation, 'runId'> & {
  identity: RunIdentity
  prepared: Prepared
  now: number
  beforeCommit: () => void
}

/** Replaces what was prepared before, in one transaction. The run of the same data stays the same run; answers its number. */
export function storePreparation(db: Database, toStore: PreparationToStore): number {
  return db.transaction(() => {
    const { prepared, members } = toStore
    db.exec('DELETE FROM kpi_preparation; DELETE FROM kpi_window; DELETE FROM kpi_course; DELETE FROM kpi_cohort')
    const run = runOf(db, toStore.identity, toStore.now)
    db.prepare(
      `INSERT INTO kpi_preparation (id, run_id, basis, import_id, currency, first_day, last_day, members, left_out, before)
       VALUES (1, @run, @basis, @importId, @currency, @firstDay, @lastDay, @members, @leftOut, @before)`
    ).run({
      run,
      basis: toStore.basis,
      importId: toStore.importId,
      currency: toStore.currency,
      firstDay: toStore.firstDay,
      lastDay: toStore.lastDay,
      members: JSON.stringify(members),
      leftOut: JSON.stringify(toStore.leftOut),
      before: toStore.before === null ? null : JSON.stringify(toStore.before)
    })
    const window = db.prepare('INSERT INTO kpi_window (breakdown, first_day, last_day, before, cells) VALUES (?, ?, ?, ?, ?)')
    for (const { by, from, to, preceding, cells } of prepared.windows)
      window.run(by ?? '', from, to, preceding?.from ?? from, JSON.stringify(cells))
    const course = db.prepare('INSERT INTO kpi_course (kpi, grain, course) VALUES (?, ?, ?)')
    for (const { kpi, grain, hasSeason, tooShort, points } of prepared.courses) {
      const said = points.map(({ from, to, driver, ...point }): KpiPoint => {
        const topics = kpi === 'tickets-per-100-orders' ? members.topic : members.category.map(({ name }) => name)
        const named = driver && {
          ...driver,
          segment: driver.segment === null ? null : (members.segment[driver.segment]?.name ?? null),
          category: driver.category === null ? null : (topics[driver.category] ?? null)
        }
        return { ...point, from: dateOfDay(from), to: dateOfDay(to), driver: named }
      })
      course.run(kpi, grain, JSON.stringify({ hasSeason, tooShort, points: said }))
    }
    const cohort = db.prepare('INSERT INTO kpi_cohort (month, later, customers, active) VALUES (?, ?, ?, ?)')
    for (const { month, customers, active } of prepared.cohorts) {
      for (const [later, n] of active.entries()) cohort.run(month, later, customers, n)
    }
    toStore.beforeCommit()
    return run
  })()
}

function runOf(db: Database, { seed, params, engineVersion, inputFingerprint, asOf }: RunIdentity, now: number): number {
  const values = [KIND, seed, JSON.stringify(params), engineVersion, inputFingerprint, asOf]
  const same = db
    .prepare<unknown[], number>(
      `SELECT id FROM run WHERE kind = ? AND seed = ? AND params = ? AND engine_version = ? AND input_fingerprint = ? AND as_of = ?
       AND input_gone IS NULL ORDER BY id DESC LIMIT 1`
    )
    .pluck()
    .get(...values)
  if (same !== undefined) return same
  const insert = db.prepare(
    `INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES (?, ?, ?, ?, ?, ?, ?, '', '{}')`
  )
  return Number(insert.run(...values, Math.floor(now / 1_000)).lastInsertRowid)
}

export function kpiRun(db: Database, id: number): Run {
  const row = db
    .prepare<[number], Omit<Run, 'params'> & { params: string }>(
      `SELECT id, kind, seed, params, engine_version AS engineVersion, input_fingerprint AS inputFingerprint, as_of AS asOf FROM run WHERE id = ?`
    )
    .get(id)
  if (row === undefined) throw new Error(`There is no run ${id}.`)
  return { ...row, params: JSON.parse(row.params) }
}

/** Null for a span that was not prepared. O(log n). */
export function windowCells(db: Database, by: KpiBreakdown | null, { from, to, preceding }: Period): Cells | null {
  const text = db
    .prepare<[string, number, number, number], string>(
      'SELECT cells FROM kpi_window WHERE breakdown = ? AND first_day = ? AND last_day = ? AND before = ?'
    )
    .pluck()
    .get(by ?? '', from, to, preceding?.from ?? from)
  return text === undefined ? null : JSON.parse(text)
}

/** Everything that was prepared by period, as text, to hold a second counting against. */
export function allWindows(db: Database): string {
  return db.prepare<[], string>('SELECT cells FROM kpi_window ORDER BY breakdown, first_day, last_day, before').pluck().all().join('\n')
}

export function courseOf(db: Database, kpi: KpiId, grain: KpiGrain): { hasSeason: boolean; tooShort: boolean; points: KpiPoint[] } | null {
  const text = db.prepare<[string, string], string>('SELECT course FROM kpi_course WHERE kpi = ? AND grain = ?').pluck().get(kpi, grain)
  return text === undefined ? null : JSON.parse(text)
}

export function storedCohorts(db: Database): KpiCohort[] {
  const rows = db
    .prepare<[], { month: number; customers: number; active: number }>(
      'SELECT month, customers, active FROM kpi_cohort ORDER BY month, later'
    )
    .all()
  const byMonth = Map.groupBy(rows, ({ month }) => month)
  return [...byMonth].map(([month, of]) => ({
    month: monthText(month),
    customers: of[0]?.customers ?? 0,
    active: of.map(({ active }) => active)
  }))
}

export interface Target {
  kpi: KpiId
  period: KpiPeriod
  target: number
}

export function targets(db: Database): Target[] {
  return db.prepare<[], Target>('SELECT kpi, period, target FROM kpi_target ORDER BY set_at, kpi').all()
}

/** Null takes the target back. */
export function setTarget(db: Database, kpi: KpiId, period: KpiPeriod, target: number | null, now: number): void {
  if (target === null) db.prepare('DELETE FROM kpi_target WHERE kpi = ? AND period = ?').run(kpi, period)
  else {
    db.prepare(
      `INSERT INTO kpi_target (kpi, period, target, set_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (kpi, period) DO UPDATE SET target = excluded.target`
    ).run(kpi, period, target, Math.floor(now / 1_000))
  }
}

export const dateOfDay = (day: number): IsoDate => isoDate(day * secondsADay)
