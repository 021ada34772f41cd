import * as z from 'zod'
import { givenName, givenText, IsoDate, Warning } from './common.ts'

export const alertKinds = [
  'overdue',
  'churn-risk',
  'due-soon',
  'unplanned-purchase',
  'preference-shift',
  'newly-regular',
  'win-back',
  'spend-change',
  'post-complaint-silence',
  'browsing-again',
  'population-anomaly'
] as const
export const AlertKind = z.enum(alertKinds)
export type AlertKind = z.infer<typeof AlertKind>

/** Kinds of somebody who has not ordered. */
export const silenceKinds: ReadonlySet<AlertKind> = new Set(['overdue', 'churn-risk', 'win-back', 'post-complaint-silence'])

/** What one may do about an alert. */
export const interventions = [
  'reminder',
  'win-back-offer',
  'personal-call',
  'complement-offer',
  'thank-you',
  'new-favourites',
  'service-call',
  'look-into'
] as const
export type Intervention = (typeof interventions)[number]

/** Why a kind shows nothing, or why it may. */
export const AlertKindReason = z.enum([
  'within-budget',
  'over-budget',
  'not-sure-enough',
  'too-few-cases',
  'too-few-origins',
  'no-categories',
  'no-complaints',
  'no-visits',
  'too-few-repeating'
])
export type AlertKindReason = z.infer<typeof AlertKindReason>

export const AlertKindState = z.object({
  kind: AlertKind,
  on: z.boolean(),
  reason: AlertKindReason,
  /** Share of the alerts of former days that came true, with its 95 % interval; null without any. */
  precision: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The same share among all who were in question, alerted or not. */
  baseRate: z.number().nullable(),
  /** Alerts of former days that could be judged, customers among them, and days on which we looked. */
  judged: z.int(),
  customers: z.int(),
  origins: z.int(),
  /** Alerts that the user called not true: they count as false ones, in the precision and in the threshold. */
  untrue: z.int().default(0),
  /** Cases of former days of which the outcome is known, alerts or not. */
  cases: z.int().default(0),
  /** Alerts now, before any limit. */
  alerts: z.int()
})
export type AlertKindState = z.infer<typeof AlertKindState>

/** Numbers and dates that the reason is told with; which ones depends on the kind. */
export const AlertEvidence = z.record(z.string(), z.union([z.number(), z.string(), z.null()]))
export type AlertEvidence = z.infer<typeof AlertEvidence>

export const Alert = z.object({
  /** Code of the customer; null for what concerns many, whose `evidence.subject` names it. */
  customer: z.string().nullable(),
  customerId: z.int().nullable(),
  kind: AlertKind,
  /** At stake, whole units of money. */
  value: z.number(),
  /** Chance that it comes true, from former alerts of the kind as sure as this one. */
  confidence: z.number(),
  /** Expected gain of acting: what the list is ordered by. */
  worth: z.number(),
  due: IsoDate,
  intervention: z.enum(interventions),
  channel: z.string().nullable(),
  /** 1 Monday … 7 Sunday. */
  weekday: z.int().nullable(),
  evidence: AlertEvidence
})
export type Alert = z.infer<typeof Alert>

const Judged = z.object({ bias: z.number(), meanAbsoluteError: z.number(), expected: z.number() })
const Group = z.object({
  customers: z.int(),
  expected: z.number(),
  observed: z.number(),
  low: z.number(),
  high: z.number(),
  inside: z.boolean()
})
export const RhythmReport = z.object({
  heldOutDays: z.int(),
  customers: z.int(),
  repeating: z.int(),
  models: z.array(
    z.object({
      model: z.string(),
      k: z.int(),
      parameters: z.record(z.string(), z.number()),
      standardErrors: z.record(z.string(), z.number().nullable()),
      state: z.string(),
      logLikelihood: z.number(),
      heldOut: z.number()
    })
  ),
  chosen: z.string(),
  /** How customers began, as groups that borrow from each other: what each would add to the likelihood of the hold-out. */
  pooling: z.array(z.object({ by: z.enum(['category', 'channel']), groups: z.int(), gain: z.number(), atLeast: z.number() })),
  pooledBy: z.object({ by: z.enum(['category', 'channel']), k: z.record(z.string(), z.int()) }).nullable(),
  orders: z.number(),
  model: Judged,
  naive: z.object({ samePeriod: Judged, recencyCut: Judged }),
  used: z.enum(['model', 'samePeriod', 'recencyCut']),
  calibration: z.array(z.object({ weeks: z.int(), groups: z.array(Group) })),
  placed: z.array(Group.extend({ below: z.number() })),
  fits: z.boolean()
})
export type RhythmReport = z.infer<typeof RhythmReport>

export const AlertsParams = z.object({
  /** Accepted share of false alarms. */
  falseAlarmShare: z.number().min(0.01).max(0.9).default(0.2),
  seed: z.int().min(0).max(0xffffffff).default(1)
})
export type AlertsParams = z.infer<typeof AlertsParams>

/** How much there was of what alerts are found in, and what made the strange orders strange: shares that add up to 1. */
export const Looked = z.object({
  customers: z.int(),
  orders: z.int(),
  products: z.int(),
  categories: z.int(),
  channels: z.int(),
  complaints: z.int(),
  visits: z.int(),
  contacts: z.int(),
  weeks: z.int(),
  strange: z.int(),
  reasons: z.array(z.object({ feature: z.string(), share: z.number() }))
})
export type Looked = z.infer<typeof Looked>

/** Customers counted by orders and by whole weeks since the last order; both from one bound up to the next. */
export const AliveMap = z.object({
  orders: z.array(z.int()),
  weeks: z.array(z.int()),
  cells: z.array(z.object({ orders: z.int(), weeks: z.int(), customers: z.int(), alive: z.number() }))
})
export type AliveMap = z.infer<typeof AliveMap>

export const AlertsResult = z.object({
  run: z.object({
    id: z.int(),
    kind: z.literal('repurchase'),
    seed: z.int(),
    params: z.record(z.string(), z.unknown()),
    engineVersion: z.string(),
    inputFingerprint: z.string(),
    asOf: IsoDate
  }),
  verdict: z.object({ level: z.enum(['validated', 'not-better', 'insufficient-data']), reason: z.string() }),
  /** The day that it was looked at: the as-of date, or the newest that orders are known of where that is weeks earlier. */
  until: IsoDate,
  currency: z.string(),
  customers: z.int(),
  /** Null where there is too little to choose a model by. */
  rhythm: RhythmReport.nullable(),
  kinds: z.array(AlertKindState),
  /** What was looked at. */
  looked: Looked.optional(),
  /** P(alive) by orders and by weeks since the last one; left out without a model. */
  aliveMap: AliveMap.optional(),
  alerts: z.array(Alert),
  /** All that were found; `alerts` may be fewer. */
  total: z.int(),
  notes: z.array(Warning)
})
export type AlertsResult = z.infer<typeof AlertsResult>

/** The newest run without its alerts: those are in the inbox. */
export const AlertsOverview = AlertsResult.omit({ alerts: true }).extend({
  /** The data, the as-of date or what is accepted have changed since. */
  stale: z.boolean()
})
export type AlertsOverview = z.infer<typeof AlertsOverview>

/** What the user accepts and manages. */
export const AlertPlan = z.object({
  falseAlarmShare: AlertsParams.shape.falseAlarmShare,
  /** Alerts that can be worked through in a week. */
  weeklyCapacity: z.int().min(1).max(1_000).default(20),
  /** Kinds of which much was dismissed stand further down. */
  learns: z.boolean().default(true),
  /** What was dismissed as not true counts as a false alarm, from this moment on (seconds since the epoch): earlier ones are let go. */
  believes: z.boolean().default(true),
  believesFrom: z.int().min(0).default(0)
})
export type AlertPlan = z.infer<typeof AlertPlan>

/** The reason of a dismissal that says that the alert was wrong. */
export const UNTRUE = 'untrue'

export const AlertState = z.enum(['new', 'seen', 'planned', 'done', 'dismissed', 'snoozed'])
export type AlertState = z.infer<typeof AlertState>

/** What the inbox was narrowed to, under a name. */
export const AlertView = z.object({
  name: givenName(60),
  view: z.enum(['week', 'open', 'snoozed', 'done', 'dismissed', 'closed']),
  kind: AlertKind.nullable(),
  owner: z.string().max(100).nullable()
})
export type AlertView = z.infer<typeof AlertView>

/** What the user made of the alerts of a kind, and what that does to their place in the list. */
export const AlertLesson = z.object({
  /** Planned or done, and dismissed. */
  kept: z.int(),
  dismissed: z.int(),
  /** That `worth` is multiplied with: 1 as long as nothing was dismissed. */
  weight: z.number()
})
export type AlertLesson = z.infer<typeof AlertLesson>

/** An alert as it is worked through, from run to run. */
export const InboxAlert = Alert.extend({
  id: z.int(),
  /** Of the customer, where the files name one. */
  name: z.string().nullable(),
  state: AlertState,
  /** As-of dates of the first and the newest run that found it, and how many did. */
  firstSeen: IsoDate,
  lastSeen: IsoDate,
  looks: z.int(),
  snoozedUntil: IsoDate.nullable(),
  /** Why it was dismissed. */
  dismissal: z.string().nullable(),
  owner: z.string().nullable(),
  note: z.string().nullable(),
  /** By itself: the customer ordered, or what it was about is over. */
  closed: z.object({ asOf: IsoDate, why: z.enum(['ordered', 'over']) }).nullable()
})
export type InboxAlert = z.infer<typeof InboxAlert>

export const InboxFilter = z.object({
  states: z.array(AlertState).optional(),
  kinds: z.array(AlertKind).optional(),
  owner: z.string().optional(),
  /** Code of one customer. */
  customer: z.string().optional(),
  /** The reason of the dismissal. */
  dismissal: z.string().optional(),
  /** Those that have closed by themselves instead of those that are open. */
  closed: z.boolean().default(false),
  /** Only what is left of the week: the most worthwhile that wait, as many as can be handled less those done since Monday. */
  week: z.boolean().default(false)
})
export type InboxFilter = z.infer<typeof InboxFilter>

const text = givenText(1_000)
/** What is left out stays as it is; null takes it away. */
export const InboxChange = z
  .object({
    state: AlertState.optional(),
    snoozedUntil: IsoDate.optional(),
    dismissal: text.nullable().optional(),
    owner: givenText(100).nullable().optional(),
    note: text.nullable().optional()
  })
  .refine(({ state, snoozedUntil }) => (state === 'snoozed') === (snoozedUntil !== undefined), {
    message: 'snoozedUntil belongs to the state snoozed, and to no other'
  })
export type InboxChange = z.infer<typeof InboxChange>
