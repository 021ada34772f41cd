/**
 * Everything that customers did, as columns. Moments are seconds from `base`. Events of a customer stand together, in the order of
 * time; those of one moment in the order of the stages.
 */
export interface Timeline {
  /** Of the moments, seconds since 1970-01-01. */
  base: number
  /** Last moment that was looked at. */
  end: number
  stages: number
  /** Ids, ascending. */
  customers: Int32Array
  /** Events of customer c: starts[c] .. starts[c + 1] - 1. */
  starts: Int32Array
  /** Whole seconds; a lifetime has more of them than 32 bits hold. */
  at: Float64Array
  /** What happened: an index into the labels. */
  code: Uint16Array
  /** 0 .. stages - 1, or `noStage`. */
  stage: Uint8Array
  /** Index into the channels, 0: unknown. */
  channel: Uint8Array
}

export const noStage = 255
/** Of a moment that never came. */
export const never = -1

/** When each customer first came to each stage and when it first went on to a later one; row-major, stages columns. */
export interface Flow {
  /** `never`: not in the stage. */
  entry: Float64Array
  /** First moment in a later stage at or after the entry. */
  next: Float64Array
  /** That stage; meaningless where `next` is `never`. */
  nextStage: Uint8Array
  /** Position of the event that was the entry. */
  by: Int32Array
}

/**
 * First entries, and what came of them. Later stages count although they were skipped to: who sees an advertisement and buys at
 * once has gone on. O(events × stages).
 */
export function flowOf({ customers, starts, at, stage, stages }: Timeline): Flow {
  const n = customers.length
  const flow: Flow = {
    entry: new Float64Array(n * stages).fill(never),
    next: new Float64Array(n * stages).fill(never),
    nextStage: new Uint8Array(n * stages),
    by: new Int32Array(n * stages).fill(never)
  }
  for (let c = 0; c < n; c++) {
    const row = c * stages
    const end = starts[c + 1] as number
    for (let e = starts[c] as number; e < end; e++) {
      const s = stage[e] as number
      if (s === noStage) continue
      const moment = at[e] as number
      for (let before = 0; before < s; before++) {
        const i = row + before
        if (flow.entry[i] === never || flow.next[i] !== never) continue
        flow.next[i] = moment
        flow.nextStage[i] = s
      }
      if (flow.entry[row + s] === never) {
        flow.entry[row + s] = moment
        flow.by[row + s] = e
      }
    }
  }
  return flow
}

/** Who is looked at: first entries between the moments, customers whose mark is 1 (all without marks). */
export interface Cohort {
  from: number
  to: number
  marks?: Uint8Array | undefined
}

/** What became of a customer, as numbers for columns. */
export const stands = { none: 0, moved: 1, stayed: 2, open: 3 } as const

/** `standing` of every customer and stage; row-major, stages columns. O(customers × stages). */
export function standings({ customers, stages, end, base }: Timeline, flow: Flow, cohort: Cohort, window: number): Uint8Array {
  const found = new Uint8Array(customers.length * stages)
  const last = end - base - window
  for (let c = 0; c < customers.length; c++) {
    if (cohort.marks?.[c] === 0) continue
    for (let i = c * stages; i < (c + 1) * stages; i++) {
      const entry = flow.entry[i] as number
      if (entry === never || entry < cohort.from || entry > cohort.to) continue
      const next = flow.next[i] as number
      found[i] = entry > last ? stands.open : next !== never && next <= entry + window ? stands.moved : stands.stayed
    }
  }
  return found
}

export type Standing = 'moved' | 'stayed' | 'open' | null

/**
 * What became of a customer within the window: null for who is not of the cohort. A window that has not ended is open even when
 * the customer has gone on already: counting those alone would make the newest look best.
 */
export function standing(timeline: Timeline, flow: Flow, cohort: Cohort, window: number, c: number, s: number): Standing {
  const i = c * timeline.stages + s
  const entry = flow.entry[i] as number
  if (entry === never || entry < cohort.from || entry > cohort.to || cohort.marks?.[c] === 0) return null
  if (entry + window > timeline.end - timeline.base) return 'open'
  const next = flow.next[i] as number
  return next !== never && next <= entry + window ? 'moved' : 'stayed'
}
