/** Whom KPIs are of, and what files call things, numbered. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { KpiMember } from '../../../../shared/model/kpis.ts'
import type { BusinessHours } from '../../business-hours.ts'
import { secondsADay } from './dates.ts'

/** Members of a breakdown that are shown by name; the rest are one. */
export const mostMembers = 24

export interface KpiScope {
  currency: string
  asOf: IsoDate
  segmentsRun: number | null
  hours: BusinessHours
  /** Whether a status says that a subscription has ended. */
  saysEnded: (status: string) => boolean
}

/** Names that files write, numbered as they come; upper and lower case are the same. */
export class Names {
  private readonly codes = new Map<string, number>()
  private readonly texts: string[] = []
  private readonly uses: number[] = []

  codeOf(name: string | null): number {
    if (name === null) return -1
    const quick = this.codes.get(name)
    if (quick !== undefined) {
      this.uses[quick] = (this.uses[quick] ?? 0) + 1
      return quick
    }
    const trimmed = name.trim()
    if (trimmed === '') return -1
    const key = trimmed.toLowerCase()
    const code = this.codes.get(key) ?? this.texts.length
    if (code === this.texts.length) {
      this.texts.push(trimmed)
      this.uses.push(0)
      this.codes.set(key, code)
    }
    this.codes.set(name, code)
    this.uses[code] = (this.uses[code] ?? 0) + 1
    return code
  }

  /** The same for texts that were numbered before: the code of each, with how often it is used. */
  codesOf(texts: readonly string[], uses: ArrayLike<number>): Int32Array {
    return Int32Array.from(texts, (text, number) => {
      if (uses[number] === 0) return -1
      const code = this.codeOf(text)
      if (code >= 0) this.uses[code] = (this.uses[code] as number) + (uses[number] as number) - 1
      return code
    })
  }

  /** The most used in the order of their names; all others together come last. */
  keep(): { members: KpiMember[]; of: (code: number) => number; recode: (codes: Int32Array) => void } {
    const ranked = this.texts
      .map((text, code) => ({ text, code, uses: this.uses[code] ?? 0 }))
      .sort((a, b) => b.uses - a.uses || (a.text < b.text ? -1 : 1))
    const named = ranked
      .slice(0, ranked.length > mostMembers + 1 ? mostMembers : mostMembers + 1)
      .sort((a, b) => (a.text < b.text ? -1 : 1))
    const isCut = ranked.length > named.length
    const places = new Int32Array(this.texts.length).fill(named.length)
    named.forEach(({ code }, place) => {
      places[code] = place
    })
    const of = (code: number) => (code < 0 ? -1 : (places[code] as number))
    return {
      members: [
        ...named.map(({ text }): KpiMember => ({ id: text, name: text, slot: null, none: false })),
        ...(isCut ? [{ id: null, name: '', slot: null, none: false }] : [])
      ],
      of,
      recode: (codes) => {
        for (let i = 0; i < codes.length; i++) codes[i] = of(codes[i] as number)
      }
    }
  }
}

export interface DictionarySet {
  channel: Names
  country: Names
  category: Names
}

export interface People {
  n: number
  /** Place of a customer by its id in the database. */
  placeOf: (id: number | null) => number
  segment: Int32Array
  segments: KpiMember[]
  country: Int32Array
  channel: Int32Array
  referred: Uint8Array
}

export function loadCustomers(db: Database, { segmentsRun }: KpiScope, names: DictionarySet): People {
  const rows = db
    .prepare<[], [number, string | null, string | null, number]>(
      'SELECT id, country, channel, referred_by IS NOT NULL FROM customer WHERE same_as IS NULL ORDER BY id'
    )
    .raw()
    .all()
  const places = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1).fill(-1)
  rows.forEach(([id], place) => {
    places[id] = place
  })
  const placeOf = (id: number | null) => (id === null || id >= places.length ? -1 : (places[id] as number))
  const segment = new Int32Array(rows.length).fill(-1)
  const segments =
    segmentsRun === null
      ? []
      : db
          .prepare<[number], { id: number; name: string; slot: number }>(
            'SELECT id, name, slot FROM segment WHERE run_id = ? ORDER BY slot'
          )
          .all(segmentsRun)
          .map((segment) => ({ ...segment, none: false }))
  const place = new Map(segments.map(({ id }, at) => [id, at]))
  if (segmentsRun !== null) {
    const members = db.prepare<[number], [number, number]>('SELECT customer_id, segment_id FROM segment_member WHERE run_id = ?').raw()
    for (const [customer, of] of members.iterate(segmentsRun)) {
      const c = placeOf(customer)
      if (c >= 0) segment[c] = place.get(of) ?? -1
    }
  }
  return {
    n: rows.length,
    placeOf,
    segment,
    segments,
    country: Int32Array.from(rows, ([, country]) => names.country.codeOf(country)),
    channel: Int32Array.from(rows, ([, , channel]) => names.channel.codeOf(channel)),
    referred: Uint8Array.from(rows, ([, , , referred]) => referred)
  }
}

export function categoryCodes(db: Database, names: DictionarySet): (product: number | null) => number {
  const rows = db.prepare<[], [number, string | null]>('SELECT id, category FROM product ORDER BY id').raw().all()
  const codes = new Int32Array((rows.at(-1)?.[0] ?? 0) + 1).fill(-1)
  for (const [id, category] of rows) codes[id] = names.category.codeOf(category)
  return (product) => (product === null ? -1 : (codes[product] ?? -1))
}

export const dayOf = (at: number) => Math.floor(at / secondsADay)

export function count(counts: Record<string, number>, code: string, n = 1): void {
  if (n > 0) counts[code] = (counts[code] ?? 0) + n
}
