import type { Visits } from '../../../engines/journey/visits.ts'
import { type Column, createColumn, createWideColumn } from '../growing-column.ts'

/** A pause that ends a visit where the file names no sessions, and in which an order still belongs to a visit. */
const visitGap = 1_800
const orderGap = 3_600

interface OpenVisit {
  id: number
  at: number
  last: number
  channel: number
  device: number
  codes: number[]
}

/** Collects visits customer by customer. */
export function createVisitWriter() {
  const [rows, channel, device, starts, codes] = Array.from({ length: 5 }, createColumn) as [Column, Column, Column, Column, Column]
  const at = createWideColumn()
  starts.push(0)
  let row = 0
  let ids = 0
  let open: OpenVisit[] = []
  let current: OpenVisit | null = null
  let currentSession = 0
  const bySession = new Map<number, OpenVisit>()

  const start = (moment: number, channelOf: number, deviceOf: number): OpenVisit => {
    const visit = { id: ids++, at: moment, last: moment, channel: channelOf, device: deviceOf, codes: [] }
    open.push(visit)
    return visit
  }
  const into = (visit: OpenVisit, moment: number, code: number) => {
    visit.last = moment
    if (!visit.codes.includes(code)) visit.codes.push(code)
  }

  return {
    begin(of: number) {
      row = of
      open = []
      current = null
      bySession.clear()
    },
    /** The visit that the touchpoint belongs to. */
    touch(moment: number, session: number, channelOf: number, deviceOf: number, code: number): number {
      if (session !== 0) {
        if (current === null || session !== currentSession) current = bySession.get(session) ?? null
        current ??= start(moment, channelOf, deviceOf)
        bySession.set(session, current)
      } else if (current === null || currentSession !== 0 || moment - current.last > visitGap) {
        current = start(moment, channelOf, deviceOf)
      }
      currentSession = session
      into(current, moment, code)
      return current.id
    },
    /** An order that was placed during a visit, or right after it. */
    order(moment: number, code: number) {
      if (current !== null && moment - current.last <= orderGap) into(current, moment, code)
    },
    end() {
      for (const visit of open) {
        rows.push(row)
        at.push(visit.at)
        channel.push(visit.channel)
        device.push(visit.device)
        for (const code of visit.codes) codes.push(code)
        starts.push(codes.length())
      }
    },
    /** In the order in which they began. O(visits log visits). */
    sorted(): Visits {
      const [begins, met] = [starts.values(), codes.values()]
      const order = inOrderOf(at.values())
      const sortedStarts = new Int32Array(order.length + 1)
      const sortedCodes = new Uint16Array(met.length)
      let filled = 0
      for (let i = 0; i < order.length; i++) {
        const v = order[i] as number
        for (let k = begins[v] as number; k < (begins[v + 1] as number); k++) sortedCodes[filled++] = met[k] as number
        sortedStarts[i + 1] = filled
      }
      const pick = <T extends Int32Array | Float64Array | Uint8Array>(into: T, column: Column<Int32Array | Float64Array>): T => {
        const values = column.values()
        for (let i = 0; i < order.length; i++) into[i] = values[order[i] as number] as number
        return into
      }
      return {
        row: pick(new Int32Array(order.length), rows),
        at: pick(new Float64Array(order.length), at),
        channel: pick(new Uint8Array(order.length), channel),
        device: pick(new Uint8Array(order.length), device),
        starts: sortedStarts,
        codes: sortedCodes
      }
    }
  }
}

/** Places of moments, not negative, in their order; equal ones as they stand. Place and moment in one number sort several times faster than by a comparison. */
function inOrderOf(moments: Float64Array): Int32Array {
  const n = moments.length
  const latest = moments.reduce((most, moment) => Math.max(most, moment), 0)
  if ((latest + 1) * n > Number.MAX_SAFE_INTEGER) {
    // Millions of visits over centuries no longer fit into one number.
    return Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => (moments[a] as number) - (moments[b] as number) || a - b)
  }
  const packed = new Float64Array(n)
  for (let i = 0; i < n; i++) packed[i] = (moments[i] as number) * n + i
  packed.sort()
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) order[i] = (packed[i] as number) % n
  return order
}
