import { Arena } from '../kernels/arena.ts'
import type { Kernels } from '../kernels/kernels.ts'
import { COLUMN_SUMS, COLUMN_WEIGHTS, COLUMNS, PRODUCTS, ROW_WEIGHTS, SCORES, STRIP, STRIPS, WEIGHTED_STRIP } from '../kernels/layout.ts'
import type { LearnTable } from './table.ts'

/** Rows of a table as they are learned from: (value − centre) · inverse, with a last column of ones. */
export interface Sheet {
  table: LearnTable
  rows: Int32Array
  centre: Float64Array
  inverse: Float64Array
}

/** Where the kernels add up over the rows of a sheet, as many at a time as there is room for. */
export interface StripPlace {
  /** Columns, that of ones and those that only fill up to a multiple of four among them. */
  columns: number
  /** Rows that there is room for. */
  room: number
  strips: Float64Array
  columnWeights: Float64Array
  columnSums: Float64Array
  scores: Float64Array
  rowWeights: Float64Array
  products: Float64Array
  kernels: Kernels
  /** The sheet and the row that it holds now. */
  held: { sheet: Sheet; from: number } | null
  arena: Arena
}

/** Numbers that stand beside the table at most: 64 MB. */
const MOST_NUMBERS = 2 ** 23

/** Memories are dear to make, so the last one serves the next fit where it is large enough. Nothing in it is carried on. */
let spare: { arena: Arena; columns: number; room: number } | null = null

/** A place for a table of p columns without that of ones, of which `count` rows are learned from. Give it back after use. */
export function takePlace(p: number, count: number): StripPlace {
  const columns = (p + 4) & ~3
  const most = Math.max(1, Math.floor(MOST_NUMBERS / columns / STRIP)) * STRIP
  const room = Math.min(most, Math.ceil(count / STRIP) * STRIP)
  const found = spare !== null && spare.columns >= columns && spare.room >= room ? spare : { arena: arenaFor(columns, room), columns, room }
  spare = null
  const { arena } = found
  arena.i32[COLUMNS] = columns
  return {
    columns,
    room,
    strips: arena.doubles(STRIPS),
    columnWeights: arena.doubles(COLUMN_WEIGHTS),
    columnSums: arena.doubles(COLUMN_SUMS),
    scores: arena.doubles(SCORES),
    rowWeights: arena.doubles(ROW_WEIGHTS),
    products: arena.doubles(PRODUCTS),
    kernels: arena.kernels,
    held: null,
    arena
  }
}

export function giveBack({ arena, columns, room }: StripPlace): void {
  if (spare === null || spare.columns * spare.room < columns * room) spare = { arena, columns, room }
}

function arenaFor(columns: number, room: number): Arena {
  return new Arena([
    { word: STRIPS, kind: 'f64', length: columns * room },
    { word: COLUMN_WEIGHTS, kind: 'f64', length: columns },
    { word: COLUMN_SUMS, kind: 'f64', length: columns },
    { word: SCORES, kind: 'f64', length: room },
    { word: ROW_WEIGHTS, kind: 'f64', length: room },
    { word: PRODUCTS, kind: 'f64', length: columns * columns },
    { word: WEIGHTED_STRIP, kind: 'f64', length: columns * STRIP }
  ])
}

/** Brings rows of a sheet into the place, from row `from` on, unless they are there. O(rows · columns). */
export function bringIn(place: StripPlace, sheet: Sheet, from: number): void {
  if (place.held?.sheet === sheet && place.held.from === from) return
  const count = Math.min(place.room, sheet.rows.length - from)
  for (let strip = 0; strip * STRIP < count; strip++) fillStrip(place, sheet, from, strip, Math.min(STRIP, count - strip * STRIP))
  place.held = { sheet, from }
}

function fillStrip({ strips, columns, rowWeights }: StripPlace, sheet: Sheet, from: number, strip: number, count: number): void {
  const { table, rows, centre, inverse } = sheet
  const { data, p } = table
  const base = strip * columns * STRIP
  const first = from + strip * STRIP
  if (count < STRIP) {
    strips.fill(0, base, base + p * STRIP)
    rowWeights.fill(0, strip * STRIP, (strip + 1) * STRIP)
  }
  for (let i = 0; i < count; i++) {
    const x = (rows[first + i] as number) * p
    for (let j = 0; j < p; j++) strips[base + j * STRIP + i] = ((data[x + j] as number) - (centre[j] as number)) * (inverse[j] as number)
  }
  strips.fill(0, base + p * STRIP, base + columns * STRIP)
  strips.fill(1, base + p * STRIP, base + p * STRIP + count)
}
