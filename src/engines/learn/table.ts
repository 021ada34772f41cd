import type { EngineContext } from '../context.ts'

/** What is learned from: rows of numbers, and for each whether the thing happened. */
export interface LearnTable {
  /** Row-major n x p, finite. */
  data: Float64Array
  n: number
  p: number
  /** 1: it happened, 0: not. */
  label: Float64Array
}

/** The chance of each of some rows of the table, between 0 and 1. */
export type Scorer = (rows: Int32Array) => Float64Array

export interface Learner {
  name: string
  /** Sees the labels of `rows` alone. */
  fit: (table: LearnTable, rows: Int32Array, ctx: EngineContext) => Promise<Scorer>
}

export function everyRow(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i)
}

export function labelsOf({ label }: LearnTable, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => label[row] as number)
}
