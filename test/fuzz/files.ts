/** Files that nobody in their right mind would import: made from a seed in all formats, then broken in many ways. */
import { gzipSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { seededRng } from '../../src/engines/math/rng.ts'
import { workbook, zipOf } from '../unit/import/support/workbook.ts'

export interface FuzzFile {
  name: string
  bytes: Uint8Array
  /** What was done to it, to find it again. */
  story: string
}

type Rng = () => number

const pick = <T>(rng: Rng, from: readonly T[]): T => from[Math.floor(rng() * from.length)] as T
const whole = (rng: Rng, below: number): number => Math.floor(rng() * below)
const chance = (rng: Rng, share: number): boolean => rng() < share

/** What a column mostly holds. */
type Sort = 'order' | 'customer' | 'email' | 'date' | 'time' | 'count' | 'money' | 'code' | 'word' | 'choice' | 'any'

const headers: readonly (readonly [name: string, sort: Sort])[][] = [
  [
    ['Order', 'order'],
    ['Customer ID', 'customer'],
    ['Order Date', 'date'],
    ['SKU', 'code'],
    ['Quantity', 'count'],
    ['Unit Price', 'money'],
    ['Currency', 'choice']
  ],
  [
    ['Bestellnummer', 'order'],
    ['Kunde', 'customer'],
    ['Datum', 'date'],
    ['Artikel', 'code'],
    ['Menge', 'count'],
    ['Preis', 'money']
  ],
  [
    ['order_id', 'order'],
    ['customer_email', 'email'],
    ['created_at', 'time'],
    ['total', 'money'],
    ['status', 'choice']
  ],
  [
    ['customer_id', 'customer'],
    ['name', 'word'],
    ['email', 'email'],
    ['phone', 'any'],
    ['country', 'choice'],
    ['city', 'word']
  ],
  [
    ['ticket_id', 'order'],
    ['customer', 'customer'],
    ['opened', 'time'],
    ['resolved', 'time'],
    ['status', 'choice'],
    ['priority', 'choice'],
    ['subject', 'word']
  ],
  [
    ['date', 'date'],
    ['channel', 'choice'],
    ['campaign', 'word'],
    ['cost', 'money'],
    ['clicks', 'count']
  ],
  [
    ['customer', 'customer'],
    ['timestamp', 'time'],
    ['event', 'choice'],
    ['page', 'word']
  ],
  [
    ['review_id', 'order'],
    ['rating', 'count'],
    ['text', 'word'],
    ['date', 'date'],
    ['customer', 'customer']
  ],
  [
    ['a', 'any'],
    ['b', 'any'],
    ['c', 'any']
  ],
  [
    ['', 'any'],
    ['x', 'any'],
    ['x', 'any'],
    [' ', 'any']
  ],
  [['value', 'any']]
]
const texts = [
  '',
  ' ',
  '?',
  'NA',
  '-',
  'NULL',
  'Ann Brown',
  'Zoë "Z" Müller',
  'a,b;c\td|e',
  'line\nbreak',
  "it's",
  '漢字',
  '😎',
  '=1+1',
  '\ufeff',
  '𝒳',
  'x'.repeat(300),
  'Total',
  'Summe',
  '<b>',
  '{"a":1}',
  '_x000D_',
  '0x1F',
  'TRUE',
  'nein'
]
const numbers = [
  '0',
  '-1',
  '17',
  '00042',
  '1.50',
  '1,50',
  '1.234,56',
  '1,234.56',
  "1'234.50",
  '(12.30)',
  '€ 9,99',
  '9.99 USD',
  '12%',
  '1e5',
  '9007199254740993',
  '0.0000001',
  '999999999999999999999',
  '--5',
  '.5',
  '5.',
  'NaN',
  'Infinity'
]
const dates = [
  '2024-01-02',
  '02/01/2024',
  '13/01/2024',
  '01/13/2024',
  '2.1.24',
  '2024-01-02T03:04:05Z',
  '2024-01-02 03:04:05+02:00',
  '45293',
  '45293.5',
  '1704164645',
  '2024-02-30',
  '0000-00-00',
  '9999-12-31',
  'Jan 2, 2024',
  '2. Januar 2024',
  '20240102',
  '31/12/1899'
]

function stranger(rng: Rng): string {
  return pick(rng, pick(rng, [texts, numbers, dates]))
}

function cellOf(rng: Rng, sort: Sort, manner: number): string {
  const day = `${10 + whole(rng, 19)}`
  switch (sort) {
    case 'order':
      return `A-${whole(rng, 40)}`
    case 'customer':
      return `C${whole(rng, 25)}`
    case 'email':
      return `ann.${whole(rng, 20)}@example.com`
    case 'date':
      return [`2024-03-${day}`, `${day}.03.2024`, `03/${day}/2024`, `0${1 + (Number(day) % 9)}/03/2024`][manner % 4] ?? ''
    case 'time':
      return [`2024-03-${day}T1${manner}:20:00Z`, `${day}.03.2024 08:1${manner}`, `2024-03-${day} 1${manner}:00`][manner % 3] ?? ''
    case 'count':
      return String(whole(rng, 9))
    case 'money':
      return [`${whole(rng, 99)}.50`, `${whole(rng, 99)},50`, `€ ${whole(rng, 9)}.99`, `1.${100 + whole(rng, 800)},00`][manner % 4] ?? ''
    case 'code':
      return `SKU-${String(whole(rng, 30)).padStart(4, '0')}`
    case 'word':
      return pick(rng, texts)
    case 'choice':
      return pick(rng, ['EUR', 'paid', 'web', 'open', 'DE', 'high'].slice(manner % 3))
    default:
      return stranger(rng)
  }
}

/** Rows whose columns mostly hold what their names say, as real ones do, with strangers among them. */
function table(rng: Rng): string[][] {
  const columns = pick(rng, headers)
  const header = columns.map(([name]) => name)
  const manners = columns.map(() => whole(rng, 6))
  const strange = pick(rng, [0, 0, 0.02, 0.2])
  const rows = Array.from({ length: whole(rng, 40) }, () =>
    columns.map(([, sort], i) => (chance(rng, strange) ? stranger(rng) : cellOf(rng, sort, manners[i] ?? 0)))
  )
  for (const row of rows) {
    if (chance(rng, 0.02)) row.push(stranger(rng))
    if (chance(rng, 0.02)) row.pop()
  }
  const all = chance(rng, 0.9) ? [header, ...rows] : rows
  if (chance(rng, 0.1)) all.unshift(['Report'], [])
  if (chance(rng, 0.05)) all.splice(whole(rng, all.length), 0, header)
  if (chance(rng, 0.05))
    all.push(
      [],
      pick(rng, headers).map(([name]) => name),
      ...rows.slice(0, 3)
    )
  if (chance(rng, 0.05)) all.push(['Total', '', '9'])
  return all
}

function csv(rng: Rng): Uint8Array {
  const delimiter = pick(rng, [',', ';', '\t', '|', ' ', '^', '||', ', '])
  const end = pick(rng, ['\n', '\r\n', '\r'])
  const always = chance(rng, 0.2)
  const quoted = (text: string) =>
    always || /["\n\r,;\t| ^]/.test(text) ? `"${text.replaceAll('"', chance(rng, 0.95) ? '""' : '"')}"` : text
  const text = table(rng)
    .map((row) => row.map(quoted).join(delimiter))
    .join(end)
  switch (whole(rng, 8)) {
    case 0:
      return Buffer.from(`\ufeff${text}`, 'utf8')
    case 1:
      return Buffer.from(`\ufeff${text}`, 'utf16le')
    case 2:
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    case 3:
      return Buffer.from(text, 'latin1')
    default:
      return Buffer.from(text + (chance(rng, 0.8) ? end : ''), 'utf8')
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function sheetXml(rng: Rng): { rows: string; strings: string } {
  const strings: string[] = []
  const rows = table(rng).map((row, r) => {
    const cells = row.map((text, c) => {
      const at = chance(rng, 0.95) ? ` r="${String.fromCharCode(65 + c)}${r + 1}"` : ''
      const style = chance(rng, 0.3) ? ` s="${whole(rng, 5)}"` : ''
      if (/^-?\d+(\.\d+)?$/.test(text) && chance(rng, 0.7)) return `<c${at}${style}${chance(rng, 0.2) ? ' t="n"' : ''}><v>${text}</v></c>`
      switch (whole(rng, 5)) {
        case 0:
          return `<c${at} t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
        case 1:
          return `<c${at} t="str"><f>A1</f><v>${escaped(text)}</v></c>`
        case 2:
          return pick(rng, [`<c${at} t="e"><v>#N/A</v></c>`, `<c${at} t="b"><v>1</v></c>`, `<c${at}${style}/>`, `<c${at}><f>1+1</f></c>`])
        default:
          strings.push(`<si><t>${escaped(text)}</t></si>`)
          return `<c${at} t="s"><v>${strings.length - 1}</v></c>`
      }
    })
    return `<row r="${r + 1}"${chance(rng, 0.05) ? ' hidden="1"' : ''}>${cells.join('')}</row>`
  })
  return { rows: rows.join(''), strings: strings.join('') }
}

/** Breaks text as people and programs do: marks lost, doubled or put where they do not belong. */
function brokenText(rng: Rng, text: string): string {
  let broken = text
  for (let i = 1 + whole(rng, 4); i > 0; i--) {
    const at = whole(rng, broken.length + 1)
    const length = 1 + whole(rng, 12)
    const piece = pick(rng, [
      '<',
      '>',
      '"',
      '</row>',
      '<c>',
      '&#x0;',
      '&amp',
      ']]>',
      '<!DOCTYPE x [<!ENTITY a "b">]>',
      '{',
      '[',
      ',',
      '\\',
      '999999999',
      '-',
      '\u0000',
      '<row r="1048577">',
      ' r="XFE1"'
    ])
    broken = chance(rng, 0.5) ? broken.slice(0, at) + piece + broken.slice(at) : broken.slice(0, at) + broken.slice(at + length)
  }
  return broken
}

async function xlsx(rng: Rng, broken: boolean): Promise<Uint8Array> {
  const { rows, strings } = sheetXml(rng)
  const change = (xml: string) => (broken && chance(rng, 0.7) ? brokenText(rng, xml) : xml)
  return workbook({
    sheets: [
      { name: 'Orders', rows: change(rows) },
      ...(chance(rng, 0.2) ? [{ name: 'More', rows: sheetXml(rng).rows, hidden: chance(rng, 0.3) }] : [])
    ],
    strings: change(strings),
    formats: ['d/m/yy', 'h:mm', '00000', '0.00%', pick(rng, ['[h]:mm', 'yyyy', '@', '#,##0.00 €', ';;;'])],
    date1904: chance(rng, 0.2),
    strict: chance(rng, 0.2),
    unpacked: chance(rng, 0.3)
  })
}

async function ods(rng: Rng, broken: boolean): Promise<Uint8Array> {
  const rows = table(rng).map((row) => {
    const cells = row.map((text) => {
      const repeat = chance(rng, 0.05) ? ` table:number-columns-repeated="${pick(rng, ['2', '0', '-1', '99999', '1e9'])}"` : ''
      return /^-?\d+$/.test(text)
        ? `<table:table-cell office:value-type="float" office:value="${text}"${repeat}><text:p>${text}</text:p></table:table-cell>`
        : `<table:table-cell office:value-type="string"${repeat}><text:p>${escaped(text)}</text:p></table:table-cell>`
    })
    return `<table:table-row${chance(rng, 0.03) ? ` table:number-rows-repeated="${pick(rng, ['3', '1000', '1048576'])}"` : ''}>${cells.join('')}</table:table-row>`
  })
  const body = `<table:table table:name="S">${rows.join('')}</table:table>`
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${broken ? brokenText(rng, body) : body}</office:spreadsheet></office:body></office:document-content>`
  return zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content })
}

function json(rng: Rng, broken: boolean): Uint8Array {
  const [header = [], ...rows] = table(rng)
  const records = rows.map((row) =>
    Object.fromEntries(
      row.map((text, i) => [
        header[i] ?? `c${i}`,
        chance(rng, 0.2) ? { nested: text, list: [text, 1] } : chance(rng, 0.3) ? Number(text) || null : text
      ])
    )
  )
  const forms = [
    () => JSON.stringify(records),
    () => JSON.stringify({ data: { items: records }, page: 1 }),
    () => JSON.stringify(Object.fromEntries(header.map((name, i) => [name, rows.map((row) => row[i] ?? null)]))),
    () => records.map((record) => JSON.stringify(record)).join('\n'),
    () => JSON.stringify([header, ...rows], null, 2)
  ]
  const text = pick(rng, forms)()
  return Buffer.from(broken ? brokenText(rng, text) : text)
}

/** A few old and binary workbooks, which take long to write, to be broken over and over. */
let foreign: { name: string; bytes: Uint8Array }[] | null = null
function oldWorkbook(rng: Rng): { name: string; bytes: Uint8Array } {
  foreign ??= (['biff8', 'biff5', 'xlsb'] as const).flatMap((type) =>
    [1, 2].map((seed) => {
      const book = utils.book_new()
      utils.book_append_sheet(book, utils.aoa_to_sheet(table(seededRng(seed))), 'S')
      return {
        name: type === 'xlsb' ? 'old.xlsb' : 'old.xls',
        bytes: new Uint8Array(write(book, { bookType: type, type: 'array' }) as ArrayBuffer)
      }
    })
  )
  return pick(rng, foreign)
}

/** Breaks bytes as disks, transfers and editors do. */
function brokenBytes(rng: Rng, bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes)
  const n = Math.max(1, copy.length)
  const [a, b] = [whole(rng, n), whole(rng, n)]
  switch (whole(rng, 7)) {
    case 0:
      return copy.subarray(0, a)
    case 1:
      return copy.subarray(a)
    case 2:
      return Buffer.concat([copy.subarray(0, a), copy.subarray(Math.min(a, b), Math.max(a, b)), copy.subarray(a)])
    case 3:
      return Buffer.concat([copy.subarray(0, Math.min(a, b)), copy.subarray(Math.max(a, b))])
    case 4:
      copy.fill(whole(rng, 256), a, Math.min(copy.length, a + whole(rng, 64)))
      return copy
    case 5:
      return Buffer.concat([
        copy.subarray(0, a),
        Buffer.from(pick(rng, ['\0', '"', '\r', '\n', '\u00ff', ',,,,', '\u001a', 'PK\u0003\u0004', '\ufffe'])),
        copy.subarray(a)
      ])
    default:
      for (let i = 1 + whole(rng, 20); i > 0; i--) copy[whole(rng, n)] = whole(rng, 256)
      return copy
  }
}

/** The file of a seed: the same each time. */
export async function fuzzFile(seed: number): Promise<FuzzFile> {
  const rng = seededRng(seed)
  // The first numbers of neighbouring seeds are alike.
  for (let i = 0; i < 8; i++) rng()
  const broken = chance(rng, 0.4)
  const make = async (): Promise<{ name: string; bytes: Uint8Array }> => {
    const format = whole(rng, 20)
    if (format < 9) return { name: pick(rng, ['t.csv', 't.txt', 't.tsv']), bytes: csv(rng) }
    if (format < 13) return { name: 't.xlsx', bytes: await xlsx(rng, broken) }
    if (format < 15) return { name: 't.ods', bytes: await ods(rng, broken) }
    if (format < 18) return { name: pick(rng, ['t.json', 't.ndjson']), bytes: json(rng, broken) }
    return oldWorkbook(rng)
  }
  const made = await make()
  const steps: string[] = [made.name]
  let { name, bytes } = made
  const spoil = (share: number) => {
    if (!chance(rng, share)) return
    bytes = brokenBytes(rng, bytes)
    steps.push('broken')
  }
  spoil(broken ? 0.7 : 0.1)
  if (chance(rng, 0.1)) {
    ;[name, bytes] = [`${name}.gz`, gzipSync(bytes)]
    steps.push('gzip')
    spoil(0.3)
  } else if (chance(rng, 0.11)) {
    const more = chance(rng, 0.5) ? { 'more.csv': csv(rng) } : {}
    ;[name, bytes] = [`${name}.zip`, await zipOf({ [name]: bytes, ...more })]
    steps.push('zip')
    spoil(0.3)
  }
  return { name, bytes, story: steps.join(', ') }
}
