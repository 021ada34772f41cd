import { read, set_cptable, type WorkBook } from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs'
import type { ForeignAnswer, ForeignRequest, ForeignSheet } from './protocol.ts'
import { mergedIn, parsedSheet, sliceOf } from './sheet-rows.ts'

/** Rows of one answer. */
const sliceRows = 2_000

// Workbooks before 1997 write text in the code page of their country.
set_cptable(codepages)

interface Parsed {
  workbook: WorkBook
  sheets: ForeignSheet[]
  is1904: boolean
}

/** Parses workbooks and answers requests about the last. */
export function createReader(): (request: ForeignRequest) => ForeignAnswer {
  let open: Parsed | null = null
  return (request) => {
    try {
      if (request.kind === 'open') {
        open = null
        open = parse(request.bytes)
        return { kind: 'opened', sheets: open.sheets }
      }
      if (open === null) return { kind: 'failed', why: 'broken' }
      const sheet = parsedSheet(open.workbook, request.sheet)
      const to = request.from + sliceRows
      return {
        kind: 'rows',
        ...sliceOf(sheet, request.from, to, { is1904: open.is1904, isBare: request.isBare }),
        next: to < sheet.rows.length ? to : null
      }
    } catch (error) {
      return { kind: 'failed', why: reasonOf(error instanceof Error ? error.message : String(error)) }
    }
  }
}

function parse(bytes: Uint8Array): Parsed {
  // Numbers are taken as they are stored: what the library makes of dates is not wanted.
  const workbook = read(bytes, {
    type: 'array',
    dense: true,
    cellDates: false,
    cellText: false,
    cellNF: true,
    cellFormula: false,
    cellHTML: false
  })
  const { Sheets: states, WBProps: properties } = workbook.Workbook ?? {}
  const sheets = workbook.SheetNames.map((name, i) => ({
    name,
    hidden: (states?.[i]?.Hidden ?? 0) !== 0,
    merged: mergedIn(workbook.Sheets[name])
  }))
  return { workbook, sheets, is1904: properties?.date1904 === true }
}

function reasonOf(message: string): 'encrypted' | 'noWorkbook' | 'broken' {
  if (/password|encrypt|protected/i.test(message)) return 'encrypted'
  return /cannot find|unsupported|unrecognized/i.test(message) ? 'noWorkbook' : 'broken'
}
