/** Missing numbers, NaN, are filled with the middle value of their column, of the rows that are learned from alone. */
import { median } from '../math/median.ts'
import { everyRow, type Learner, type LearnTable } from './table.ts'

/** Fills a table by the middle values of some of its rows; 0 where none of them has a value. O(n · p + p · rows log rows). */
export function filled(table: LearnTable, rows: Int32Array): LearnTable {
  const { data, p } = table
  const gaps = Array.from({ length: p }, () => false)
  for (let at = 0; at < data.length; at++) if (Number.isNaN(data[at] as number)) gaps[at % p] = true
  if (!gaps.includes(true)) return table
  const whole = data.slice()
  for (const [j, has] of gaps.entries()) {
    if (!has) continue
    const known = Float64Array.from(rows, (row) => data[row * p + j] as number).filter((value) => !Number.isNaN(value))
    const middle = known.length > 0 ? median(known) : 0
    for (let at = j; at < whole.length; at += p) if (Number.isNaN(whole[at] as number)) whole[at] = middle
  }
  return { ...table, data: whole }
}

/** The same for all rows: for what looks at the table without judging anybody. */
export const filledByAll = (table: LearnTable): LearnTable => filled(table, everyRow(table.n))

/** A learner of tables with gaps: what stands in them is learned from the training part too, so that no tested row is known before. */
export function fillingLearner(learner: Learner): Learner {
  return { ...learner, fit: (table, rows, ctx) => learner.fit(filled(table, rows), rows, ctx) }
}
