/** Visits as columns, in the order of time: what happened within one stay on the site. */
export interface Visits {
  /** Row of the customer in the timeline. */
  row: Int32Array
  /** Beginning, seconds from the timeline's base; ascending. */
  at: Float64Array
  channel: Uint8Array
  device: Uint8Array
  /** Codes of visit v, each once, in the order in which they first happened: starts[v] .. starts[v + 1] - 1. */
  starts: Int32Array
  codes: Uint16Array
}

/** A purchase belongs to a chain when it happened in so many visits. */
const LEAST_PURCHASES = 30
/** A step that most purchases pass is a step on the way. */
const MOST = 0.5
const LONGEST_CHAIN = 8

/**
 * The steps on the way to a purchase within a visit: what at least half of the visits with a purchase passed, in the order in which it
 * mostly came (each step ranked by how many others it mostly came before). The last step is the purchase, -1. Empty where
 * too few visits end with one. O(codes of all visits + steps²).
 *
 * @param isPurchase 1 for codes that are a purchase
 * @param mayBe 1 for codes that may be a step
 */
export function milestones({ starts, codes }: Visits, isPurchase: Uint8Array, mayBe: Uint8Array): number[] {
  const visits = starts.length - 1
  const passed = new Int32Array(isPurchase.length)
  const buying: number[] = []
  for (let v = 0; v < visits; v++) {
    const end = starts[v + 1] as number
    let bought = false
    for (let i = starts[v] as number; i < end && !bought; i++) bought = isPurchase[codes[i] as number] === 1
    if (!bought) continue
    buying.push(v)
    for (let i = starts[v] as number; i < end; i++) {
      const code = codes[i] as number
      passed[code] = (passed[code] as number) + 1
    }
  }
  if (buying.length < LEAST_PURCHASES) return []
  const steps = Array.from(passed.keys())
    .filter((code) => mayBe[code] === 1 && isPurchase[code] === 0 && (passed[code] as number) >= MOST * buying.length)
    .sort((a, b) => (passed[b] as number) - (passed[a] as number) || a - b)
    .slice(0, LONGEST_CHAIN)
  const place = new Int32Array(isPurchase.length).fill(-1)
  steps.forEach((code, k) => {
    place[code] = k
  })
  const before = new Float64Array(steps.length * steps.length)
  for (const v of buying) {
    const seen: number[] = []
    for (let i = starts[v] as number; i < (starts[v + 1] as number); i++) {
      const k = place[codes[i] as number] as number
      if (k === -1) continue
      for (const earlier of seen) before[earlier * steps.length + k] = (before[earlier * steps.length + k] as number) + 1
      seen.push(k)
    }
  }
  const wins = (k: number) =>
    steps.filter((_, j) => (before[k * steps.length + j] as number) > (before[j * steps.length + k] as number)).length
  const ranked = steps.map((code, k) => ({ code, wins: wins(k) })).sort((a, b) => b.wins - a.wins)
  return ranked.length === 0 ? [] : [...ranked.map(({ code }) => code), -1]
}

/** For each visit one bit a step of the chain (the purchase the last), so that a series is read without looking at codes again. */
export function passedSteps({ starts, codes }: Visits, chain: readonly number[], isPurchase: Uint8Array): Uint32Array {
  const bit = new Uint32Array(isPurchase.length)
  chain.forEach((code, k) => {
    if (code >= 0) bit[code] = 1 << k
  })
  for (let code = 0; code < isPurchase.length; code++) if (isPurchase[code] === 1) bit[code] = 1 << (chain.length - 1)
  const mask = new Uint32Array(starts.length - 1)
  for (let v = 0; v < mask.length; v++) {
    let bits = 0
    for (let i = starts[v] as number; i < (starts[v + 1] as number); i++) bits |= bit[codes[i] as number] as number
    mask[v] = bits
  }
  return mask
}
