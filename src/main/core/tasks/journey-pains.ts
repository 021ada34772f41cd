import { eachMeeting } from '../../../engines/journey/pains.ts'
import { type Flow, stands, type Timeline } from '../../../engines/journey/timeline.ts'
import { benjaminiHochberg } from '../../../engines/math/benjamini-hochberg.ts'
import { twoShares } from '../../../engines/math/two-shares.ts'
import { wilson } from '../../../engines/math/wilson.ts'
import type { JourneyView, PainCell, PainPoint } from '../../../shared/model/journey.ts'
import type { SegmentGroups } from '../db/queries/journey-segments.ts'
import type { Prepared } from './journey-read.ts'
import type { EventLabel } from './journey-timeline.ts'

/** What an event of a timeline is as a pain point. */
export function painOf(label: EventLabel | undefined): Pick<PainPoint, 'kind' | 'label'> {
  const { kind, label: text } = label ?? { kind: 'touchpoint', label: '' }
  return {
    kind: kind === 'slow' ? 'wait' : kind === 'low' ? 'feedback' : kind === 'ticket' || kind === 'return' ? kind : 'event',
    label: text
  }
}

/**
 * Where each segment is hurt: of its customers in a stage, those who met anything painful within the window, held against all others
 * there. A stage in which nobody at all met anything has no cells: nothing painful was recorded, which is not nothing. Where most are
 * in a stage only because of what hurt them (a return is what takes them there), who met something says nothing: it is counted, and
 * not compared. O(events).
 *
 * @param of `standings` of the cohort
 */
export function painMatrix(
  { meta, columns, timeline, flow, isPain, painHome }: Prepared,
  groups: SegmentGroups | null,
  of: Uint8Array,
  window: number
): JourneyView['painMatrix'] {
  if (groups === null) return { segments: [], cells: [] }
  const { stages, customers } = timeline
  const size = groups.names.length + 1
  const groupOf = Uint8Array.from(columns.customers, (id) => groups.slotOf.get(id) ?? 0)
  const there = new Int32Array(stages * size)
  const taken = takenByPain(timeline, flow, of, isPain)
  for (let c = 0; c < customers.length; c++) {
    for (let s = 0; s < stages; s++) {
      const is = of[c * stages + s]
      const cell = s * size + (groupOf[c] as number)
      if (is === stands.moved || is === stands.stayed) there[cell] = (there[cell] as number) + 1
    }
  }
  const met = new Int32Array(stages * size)
  const lastMet = new Int32Array(stages).fill(-1)
  /** By cell and code, each customer once. */
  const byCode = new Map<number, { customers: number; last: number }>()
  const codes = isPain.length
  eachMeeting(timeline, flow, of, window, isPain, painHome, (c, s, k) => {
    const cell = s * size + (groupOf[c] as number)
    if (lastMet[s] !== c) {
      lastMet[s] = c
      met[cell] = (met[cell] as number) + 1
    }
    const known = byCode.get(cell * codes + k)
    if (known === undefined) byCode.set(cell * codes + k, { customers: 1, last: c })
    else if (known.last !== c) {
      known.customers++
      known.last = c
    }
  })
  const most = new Map<number, { code: number; customers: number }>()
  for (const [key, { customers: n }] of byCode) {
    const cell = Math.floor(key / codes)
    if (n > (most.get(cell)?.customers ?? 0)) most.set(cell, { code: key % codes, customers: n })
  }
  const sum = (values: Int32Array, s: number) => values.subarray(s * size, (s + 1) * size).reduce((total, n) => total + n, 0)
  const cells: Omit<PainCell, 'q'>[] = []
  const chances: (number | null)[] = []
  for (let s = 0; s < stages; s++) {
    const [all, allMet] = [sum(there, s), sum(met, s)]
    if (allMet === 0) continue
    const comparable = 2 * (taken[s] as number) <= all
    groups.names.forEach(({ segment }, i) => {
      const cell = s * size + i + 1
      const [n, hits] = [there[cell] as number, met[cell] as number]
      const first = most.get(cell)
      if (n === 0 || segment === null) return
      cells.push({
        stage: meta.setup.stages[s]?.id ?? 0,
        segment,
        customers: hits,
        of: n,
        inside: comparable ? wilson(hits, n) : null,
        outside: comparable && all !== n ? wilson(allMet - hits, all - n) : null,
        most: first === undefined ? null : { ...painOf(meta.labels[first.code]), customers: first.customers }
      })
      // What is not compared was not looked at.
      chances.push(!comparable ? null : all === n ? 1 : twoShares(hits, n, allMet - hits, all - n))
    })
  }
  const adjusted = benjaminiHochberg(chances.filter((p) => p !== null)).values()
  const q = chances.map((p) => (p === null ? 1 : (adjusted.next().value ?? 1)))
  return {
    segments: groups.names.flatMap(({ name, segment, slot }) => (segment === null ? [] : [{ id: segment, name, slot }])),
    cells: cells.map((cell, i) => ({ ...cell, q: q[i] as number }))
  }
}

/** By stage: of those whose window has ended, who came into it by something painful. O(customers × stages). */
function takenByPain({ customers, stages, code }: Timeline, flow: Flow, of: Uint8Array, isPain: Uint8Array): Int32Array {
  const taken = new Int32Array(stages)
  for (let c = 0; c < customers.length; c++) {
    for (let s = 0; s < stages; s++) {
      const is = of[c * stages + s]
      if (is !== stands.moved && is !== stands.stayed) continue
      if (isPain[code[flow.by[c * stages + s] as number] as number] === 1) taken[s] = (taken[s] as number) + 1
    }
  }
  return taken
}
