/** What the reading thread is asked and what it answers, one after the other. */
import type { MergedCells } from '../types.ts'

/** Tells the start of this thread from that of any other that loads the same code. */
export const foreignRole = 'sextant-foreign-workbook'

export interface ForeignSheet {
  name: string
  hidden: boolean
  merged: MergedCells[]
}

export type ForeignRequest =
  /** Forgets the workbook before and parses this one. */
  | { kind: 'open'; bytes: Uint8Array }
  /** Rows of the open workbook, by the number of their sheet; bare ones have numbers without their unit. */
  | { kind: 'rows'; sheet: number; from: number; isBare: boolean }

export type ForeignAnswer =
  | { kind: 'opened'; sheets: ForeignSheet[] }
  /** `next` is null with the last rows of the sheet. */
  | { kind: 'rows'; cells: string[][]; lines: number[]; hiddenRows: number; asText: number[]; next: number | null }
  | { kind: 'failed'; why: 'encrypted' | 'noWorkbook' | 'broken' }
