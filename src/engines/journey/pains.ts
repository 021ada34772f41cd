import { type Flow, noStage, stands, type Timeline } from './timeline.ts'

export interface PainCount {
  stage: number
  code: number
  /** Of those whose window has ended: met it, and went on although; did not meet it, and went on. */
  met: number
  metMoved: number
  others: number
  othersMoved: number
}

/**
 * How often those who went on and those who stayed met what may have kept them, within the window after their entry into the stage.
 * The window is the same for both, whether or when somebody went on, so that who goes on quickly has no less time to meet it. O(events).
 *
 * @param of `standings` of the cohort within the window
 * @param isPain 1 for codes that may keep somebody
 * @param home stage that a code belongs to; `noStage`: the one that the customer was in
 */
export function painCounts(
  timeline: Timeline,
  flow: Flow,
  of: Uint8Array,
  window: number,
  isPain: Uint8Array,
  home: Uint8Array
): PainCount[] {
  const { customers, stages } = timeline
  const codes = isPain.length
  const met = new Int32Array(stages * codes)
  const metMoved = new Int32Array(stages * codes)
  const closed = new Int32Array(stages)
  const moved = new Int32Array(stages)
  const seenBy = new Int32Array(stages * codes).fill(-1)
  for (let c = 0; c < customers.length; c++) {
    for (let s = 0; s < stages - 1; s++) {
      const is = of[c * stages + s]
      if (is === stands.moved || is === stands.stayed) closed[s] = (closed[s] as number) + 1
      if (is === stands.moved) moved[s] = (moved[s] as number) + 1
    }
  }
  eachMeeting(timeline, flow, of, window, isPain, home, (c, s, k) => {
    const cell = s * codes + k
    if (seenBy[cell] === c) return
    seenBy[cell] = c
    met[cell] = (met[cell] as number) + 1
    if (of[c * stages + s] === stands.moved) metMoved[cell] = (metMoved[cell] as number) + 1
  })
  const found: PainCount[] = []
  for (let s = 0; s < stages; s++) {
    for (let k = 0; k < codes; k++) {
      const cell = s * codes + k
      if ((met[cell] as number) === 0) continue
      found.push({
        stage: s,
        code: k,
        met: met[cell] as number,
        metMoved: metMoved[cell] as number,
        others: (closed[s] as number) - (met[cell] as number),
        othersMoved: (moved[s] as number) - (metMoved[cell] as number)
      })
    }
  }
  return found
}

/**
 * Walks through what customers met within the window after their entry into the stage that it belongs to: of those whose window has
 * ended, customer by customer. The last stage, after which nothing comes, is left out. O(events).
 */
export function eachMeeting(
  { customers, starts, at, code, stage, stages }: Timeline,
  flow: Flow,
  of: Uint8Array,
  window: number,
  isPain: Uint8Array,
  home: Uint8Array,
  meet: (customer: number, stage: number, code: number) => void
): void {
  for (let c = 0; c < customers.length; c++) {
    let current: number = noStage
    const end = starts[c + 1] as number
    for (let e = starts[c] as number; e < end; e++) {
      if (stage[e] !== noStage) current = stage[e] as number
      const k = code[e] as number
      if (isPain[k] === 0) continue
      const s = home[k] === noStage ? current : (home[k] as number)
      if (s >= stages - 1) continue
      const is = of[c * stages + s]
      if (is !== stands.moved && is !== stands.stayed) continue
      const since = (at[e] as number) - (flow.entry[c * stages + s] as number)
      if (since >= 0 && since <= window) meet(c, s, k)
    }
  }
}
