import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { parseCsv } from '../../../src/main/core/sample/files/csv.ts'

/** Reads the files of the sample shop as a stranger would, with nothing of the code that wrote them but the CSV parser. */
export type Row = Record<string, string> & { line: string }

export interface Planted {
  seed: number
  customers: number
  badRows: { file: string; line: number; column: string; value: string }[]
  files: { file: string; rows: number }[]
  segments: { members: { customer: string; segment: string; mixed: boolean }[] }
  supportProfiles: { members: { customer: string; profile: string; mixed: boolean }[] }
  complementaryPairs: { first: string; needs: string; lines: number }[]
  decoyPairs: { first: string; second: string }[]
  upgradeLadder: { products: string[]; upgrades: { customer: string; to: string; date: string }[] }
  rhythmBreaks: { customer: string; lastOrder: string; brokenFrom: string; usualGapDays: number; orders: number }[]
  endedProcesses: { customer: string; ended: string }[]
  seasonalBuyers: { customer: string }[]
  newlyRegular: { customer: string; from: string; gapDays: number }[]
  unplannedPurchases: { customer: string; order: string; date: string }[]
  preferenceShifts: { customer: string; at: string; from: string; to: string }[]
  bottleneck: { device: string; from: string; to: string }
  risingProblem: { product: string; category: string; from: string; tickets: { ticket: string }[] }
  agents: { agent: string; category: string }[]
  referrals: { customer: string; referredBy: string }[]
  emailTest: { campaign: string; extraOrders: { customer: string; order: string }[] }
}

export interface Shop {
  planted: Planted
  /** All rows of a file but the planted bad ones. */
  clean: (file: string) => Row[]
  all: (file: string) => Row[]
}

export function readShop(folder: string): Shop {
  const planted = JSON.parse(readFileSync(path.join(folder, 'planted.json'), 'utf8')) as Planted
  const tables = new Map<string, Row[]>()
  const all = (file: string): Row[] => {
    const known = tables.get(file) ?? table(folder, file)
    tables.set(file, known)
    return known
  }
  const bad = new Set(planted.badRows.map((b) => `${b.file}:${b.line}`))
  return { planted, all, clean: (file) => all(file).filter((r) => !bad.has(`${file}:${r.line}`)) }
}

export function table(folder: string, file: string): Row[] {
  const bytes = readFileSync(path.join(folder, file))
  const rows = file.endsWith('.xlsx') ? sheetRows(bytes) : parseCsv(bytes.toString('utf8')).map((r) => r.cells)
  const [header = [], ...body] = rows
  return body.map((cells, i) => ({ ...Object.fromEntries(header.map((name, c) => [name, cells[c] ?? ''])), line: String(i + 2) }))
}

export const bytesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')])
  )

/** Members of a ZIP archive by its central directory. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  const members = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    members.set(name, inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(at + 20))))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return members
}

const plain = (xml: string) => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

function sheetRows(bytes: Buffer): string[][] {
  const members = unzip(bytes)
  const part = (name: string) => members.get(name)?.toString('utf8') ?? ''
  const strings = [...part('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((m) => plain(m[1] ?? ''))
  return [...part('xl/worksheets/sheet1.xml').matchAll(/<row r="\d+">(.*?)<\/row>/g)].map(([, row = '']) => {
    const cells: string[] = []
    for (const [, letter = 'A', attributes = '', value = ''] of row.matchAll(/<c r="([A-Z])\d+"([^>]*)><v>([^<]*)<\/v>/g)) {
      cells[letter.charCodeAt(0) - 65] = attributes.includes('t="s"') ? (strings[Number(value)] ?? '') : value
    }
    return Array.from(cells, (c) => c ?? '')
  })
}

/** `45200.5` -> `2023-10-01 12:00` */
export const sheetDate = (serial: string): string =>
  new Date(Math.round((Number(serial) - 25_569) * 1440) * 60_000).toISOString().slice(0, 16).replace('T', ' ')
