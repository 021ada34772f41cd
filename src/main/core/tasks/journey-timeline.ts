import { noStage, type Timeline } from '../../../engines/journey/timeline.ts'
import type { Visits } from '../../../engines/journey/visits.ts'
import type { JourneySetup, StageRole } from '../../../shared/model/journey.ts'
import { type Coverage, stageCoverage } from './journey-coverage.ts'
import type { DoingKind, LoadedDoings, LoadedTouchpoints } from './journey-load.ts'
import { createMatcher } from './journey-rules.ts'
import type { NamedTouchpoints } from './journey-stages.ts'
import { createVisitWriter } from './journey-visits.ts'
import { stageByWords } from './journey-words.ts'

/** What an event is called, and what it is. */
export interface EventLabel {
  kind: 'touchpoint' | 'repeat' | DoingKind
  label: string
}

export interface BuiltTimeline {
  timeline: Timeline
  visits: Visits
  labels: EventLabel[]
  /** The first is '': unknown. */
  channels: string[]
  devices: string[]
  /** Channel of each customer's first event that has one. */
  firstChannel: Uint8Array
  /** Positions of the orders in the timeline, and their amounts in units. */
  orderAt: Int32Array
  orderValue: Float64Array
  /** Positions of the answers, and their scores as shares of the scale. */
  scoreAt: Int32Array
  score: Float32Array
  /** When somebody could be seen in each stage; null: nothing that was imported says so. */
  covered: (Coverage | null)[]
  counts: { unmapped: number; beforePurchase: number; duplicates: number; equalTimes: number; noStage: number }
}

const day = 86_400
/** Codes, channels and devices beyond these are `other`. */
const mostCodes = 60_000
const mostChannels = 250
const mostDevices = 30

/** How each way of calling touchpoints lies to first purchases: of orders, or where there are none of touchpoints that speak of one. O(touchpoints). */
export function describeNames(touchpoints: LoadedTouchpoints, doings: LoadedDoings): NamedTouchpoints[] {
  const { names, customer, at, name, length } = touchpoints
  const highest = Math.max(maximum(customer, length), maximum(doings.customer, doings.customer.length))
  /** By customer. */
  const first = new Float64Array(highest + 1).fill(Number.POSITIVE_INFINITY)
  let isAny = false
  const note = (who: number, when: number) => {
    if (who === 0 || when >= (first[who] as number)) return
    first[who] = when
    isAny = true
  }
  doings.kind.forEach((kind, i) => {
    if (kind === 'order') note(doings.customer[i] as number, doings.at[i] as number)
  })
  const words = new Map<string, boolean>()
  const says = names.map(({ event, page }) => {
    const text = event === '' ? page : event
    const known = words.get(text) ?? stageByWords(text) === 'purchase'
    words.set(text, known)
    return known
  })
  if (!isAny) for (let i = 0; i < length; i++) if (says[name[i] as number]) note(customer[i] as number, at[i] as number)
  const [touched, before, soonBefore, after] = Array.from({ length: 4 }, () => new Int32Array(names.length)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array
  ]
  for (let i = 0; i < length; i++) {
    const of = name[i] as number
    const who = customer[i] as number
    touched[of] = (touched[of] as number) + 1
    if (who === 0) continue
    // Of who never bought all lies before it, and nothing soon.
    const until = (first[who] as number) - (at[i] as number)
    if (until < 0) after[of] = (after[of] as number) + 1
    else {
      before[of] = (before[of] as number) + 1
      if (until <= day) soonBefore[of] = (soonBefore[of] as number) + 1
    }
  }
  return names.map((parts, i) => ({
    name: parts,
    touchpoints: touched[i] as number,
    before: before[i] as number,
    soonBefore: soonBefore[i] as number,
    after: after[i] as number
  }))
}

/** Everything in the order of customers and time, each event with its stage. O(events log events of a customer). */
export function buildTimeline(touchpoints: LoadedTouchpoints, doings: LoadedDoings, setup: JourneySetup, cutoff: number): BuiltTimeline {
  const stageAt = (role: StageRole) => {
    const index = setup.stages.findIndex((stage) => stage.role === role)
    return index === -1 ? noStage : index
  }
  const purchase = stageAt('purchase')
  const after = stageAt('post-purchase')
  const loyalty = stageAt('loyalty')
  const indexOf = new Map(setup.stages.map(({ id }, i) => [id, i]))
  const ruleOf = createMatcher(setup.rules)

  const labels: EventLabel[] = []
  const codes = new Map<string, number>()
  const codeOf = (kind: EventLabel['kind'], label: string): number => {
    const key = `${kind}\n${label}`
    const known = codes.get(key)
    if (known !== undefined) return known
    if (labels.length >= mostCodes && label !== '') return codeOf(kind, '')
    codes.set(key, labels.length)
    return labels.push({ kind, label }) - 1
  }
  const channels = ['']
  const channelOf = indexer(channels, mostChannels)
  const devices = ['']
  const deviceOf = indexer(devices, mostDevices)
  const orderCode = codeOf('order', '')
  const repeatCode = codeOf('repeat', '')

  const nameStage = Uint8Array.from(touchpoints.names, (parts) => {
    const stage = setup.rules[ruleOf(parts)]?.stage ?? null
    return stage === null ? noStage : (indexOf.get(stage) ?? noStage)
  })
  const nameCode = Uint16Array.from(touchpoints.names, ({ event, page, campaign, channel }) =>
    codeOf('touchpoint', event || page || campaign || channel)
  )
  const nameChannel = Uint8Array.from(touchpoints.names, ({ channel }) => channelOf(channel))
  const nameDevice = Uint8Array.from(touchpoints.names, ({ device }) => deviceOf(device))

  // Rows of customers.
  const highest = Math.max(0, maximum(touchpoints.customer, touchpoints.length), maximum(doings.customer, doings.customer.length))
  const size = new Int32Array(highest + 1)
  for (let i = 0; i < touchpoints.length; i++)
    size[touchpoints.customer[i] as number] = (size[touchpoints.customer[i] as number] as number) + 1
  size[0] = 0
  for (const who of doings.customer) size[who] = (size[who] as number) + 1
  const customers = Int32Array.from(size.keys()).filter((id) => (size[id] as number) > 0)
  const rowOf = new Int32Array(highest + 1).fill(-1)
  const starts = new Int32Array(customers.length + 1)
  customers.forEach((id, row) => {
    rowOf[id] = row
    starts[row + 1] = (starts[row] as number) + (size[id] as number)
  })
  const n = starts.at(-1) as number

  // Where each event comes from: touchpoint i, or doing -1 - i; sorted within each customer.
  const source = new Int32Array(n)
  const fill = starts.slice()
  for (let i = 0; i < touchpoints.length; i++) {
    const who = touchpoints.customer[i] as number
    if (who === 0) continue
    const row = rowOf[who] as number
    source[fill[row] as number] = i
    fill[row] = (fill[row] as number) + 1
  }
  doings.customer.forEach((who, i) => {
    const row = rowOf[who] as number
    source[fill[row] as number] = -1 - i
    fill[row] = (fill[row] as number) + 1
  })
  const rankOfKind: Record<DoingKind, number> = {
    order: purchase,
    return: after,
    ticket: after,
    slow: after,
    feedback: after,
    low: after,
    referral: loyalty
  }
  const momentOf = (from: number) => (from >= 0 ? touchpoints.at[from] : doings.at[-1 - from]) as number
  const rankOf = (from: number) =>
    from >= 0 ? (nameStage[touchpoints.name[from] as number] as number) : rankOfKind[doings.kind[-1 - from] as DoingKind]
  const earlier = (a: number, b: number) => momentOf(a) - momentOf(b) || rankOf(a) - rankOf(b) || a - b
  for (let row = 0; row < customers.length; row++) sortPart(source, starts[row] as number, starts[row + 1] as number, earlier)

  let base = n === 0 ? 0 : Number.POSITIVE_INFINITY
  for (let row = 0; row < customers.length; row++) base = Math.min(base, momentOf(source[starts[row] as number] as number))

  const built: BuiltTimeline = {
    timeline: {
      base,
      end: cutoff - 1,
      stages: setup.stages.length,
      customers,
      starts,
      at: new Float64Array(n),
      code: new Uint16Array(n),
      stage: new Uint8Array(n),
      channel: new Uint8Array(n)
    },
    visits: {
      row: new Int32Array(),
      at: new Float64Array(),
      channel: new Uint8Array(),
      device: new Uint8Array(),
      starts: new Int32Array(1),
      codes: new Uint16Array()
    },
    labels,
    channels,
    devices,
    firstChannel: new Uint8Array(customers.length),
    orderAt: new Int32Array(),
    orderValue: new Float64Array(),
    scoreAt: new Int32Array(),
    score: new Float32Array(),
    covered: stageCoverage(touchpoints, nameStage, doings, setup.stages, cutoff - 1),
    counts: { unmapped: 0, beforePurchase: 0, duplicates: 0, equalTimes: 0, noStage: 0 }
  }
  const { timeline, counts } = built
  const hasOrders = doings.kind.includes('order')
  const orderAt: number[] = []
  const orderValue: number[] = []
  const scoreAt: number[] = []
  const score: number[] = []
  const visits = createVisitWriter()

  for (let row = 0; row < customers.length; row++) {
    const end = starts[row + 1] as number
    let bought = false
    let boughtIn = -1
    visits.begin(row)
    for (let e = starts[row] as number; e < end; e++) {
      const from = source[e] as number
      const moment = momentOf(from) - base
      timeline.at[e] = moment
      if (from >= 0) {
        const name = touchpoints.name[from] as number
        const code = nameCode[name] as number
        const channel = nameChannel[name] as number
        const visit = visits.touch(moment, touchpoints.session[from] as number, channel, nameDevice[name] as number, code)
        let stage = nameStage[name] as number
        if (stage === noStage) counts.unmapped++
        else if (stage === purchase && purchase !== noStage) {
          // Where there are orders, they tell what was bought again.
          if (bought && !hasOrders && visit !== boughtIn) stage = loyalty
          if (!bought) boughtIn = visit
          bought = true
        } else if ((stage === after || stage === loyalty) && !bought) {
          counts.beforePurchase++
          stage = noStage
        }
        timeline.code[e] = code
        timeline.stage[e] = stage
        timeline.channel[e] = channel
        const last = e - 1
        if (last >= (starts[row] as number) && timeline.at[last] === moment && (source[last] as number) >= 0) {
          if (touchpoints.name[source[last] as number] === name) counts.duplicates++
          else counts.equalTimes++
        }
      } else {
        const i = -1 - from
        const kind = doings.kind[i] as DoingKind
        const channel = channelOf(doings.channel[i] as string)
        timeline.channel[e] = channel
        let stage: number = noStage
        if (kind === 'order') {
          // A touchpoint of the same moment, or of the visit, may have told of this first purchase already.
          const again = bought && orderAt.length > 0 && (orderAt.at(-1) as number) >= (starts[row] as number)
          stage = again ? loyalty : purchase
          timeline.code[e] = again ? repeatCode : orderCode
          visits.order(moment, timeline.code[e] as number)
          bought = true
          orderAt.push(e)
          orderValue.push(doings.value[i] as number)
        } else {
          timeline.code[e] = codeOf(kind, doings.label[i] as string)
          if (bought) stage = rankOfKind[kind]
          else counts.beforePurchase++
          // That an answer took long says nothing of where the customer is.
          if (kind === 'slow') stage = noStage
        }
        if (kind === 'feedback' || kind === 'low') {
          scoreAt.push(e)
          score.push(doings.value[i] as number)
        }
        if (stage === noStage && bought && kind !== 'slow') counts.noStage++
        timeline.stage[e] = stage
      }
      if (built.firstChannel[row] === 0) built.firstChannel[row] = timeline.channel[e] as number
    }
    visits.end()
  }
  return {
    ...built,
    visits: visits.sorted(),
    orderAt: Int32Array.from(orderAt),
    orderValue: Float64Array.from(orderValue),
    scoreAt: Int32Array.from(scoreAt),
    score: Float32Array.from(score)
  }
}

/** Gives each text a number, up to so many. */
function indexer(texts: string[], most: number): (text: string) => number {
  const known = new Map([['', 0]])
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (texts.length > most) return 0
    known.set(text, texts.length)
    return texts.push(text) - 1
  }
}

function maximum(values: ArrayLike<number>, length: number): number {
  let most = 0
  for (let i = 0; i < length; i++) if ((values[i] as number) > most) most = values[i] as number
  return most
}

/** Files are mostly in order already, which insertion uses; what is long and is not is sorted as a whole. */
function sortPart(values: Int32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  let inPlace = true
  for (let i = from + 1; i < to && inPlace; i++) inPlace = compare(values[i - 1] as number, values[i] as number) <= 0
  if (inPlace) return
  if (to - from > 48) {
    values.subarray(from, to).sort(compare)
    return
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i] as number
    let j = i
    while (j > from && compare(values[j - 1] as number, value) > 0) {
      values[j] = values[j - 1] as number
      j--
    }
    values[j] = value
  }
}
