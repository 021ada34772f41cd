/** Stages of the customer journey, the rules that lead to them, what was found, and what the user believes. */
import * as z from 'zod'
import { Epoch, givenName, IsoDate } from './common.ts'
import { Run } from './segments.ts'

export const stageRoles = ['awareness', 'consideration', 'decision', 'purchase', 'post-purchase', 'loyalty'] as const
export const StageRole = z.enum(stageRoles)
export type StageRole = z.infer<typeof StageRole>

export const Stage = z.object({
  id: z.int(),
  /** Null: the built-in name of its role. */
  name: givenName(40).nullable(),
  /** What orders, tickets and the like know it by; null for a stage that only rules lead to. */
  role: StageRole.nullable()
})
export type Stage = z.infer<typeof Stage>

export const RuleField = z.enum(['event', 'channel', 'page', 'campaign'])
export type RuleField = z.infer<typeof RuleField>
export const RuleHow = z.enum(['equals', 'contains', 'pattern'])
export type RuleHow = z.infer<typeof RuleHow>

/** Maps touchpoints to a stage; the first that fits decides. Case and accents do not matter. */
export const StageRule = z.object({
  /** Null: such touchpoints belong to no stage. */
  stage: z.int().nullable(),
  field: RuleField,
  how: RuleHow,
  value: z.string().trim().min(1).max(200)
})
export type StageRule = z.infer<typeof StageRule>

/** A rule that the data suggest, with what it would catch. */
export const RuleProposal = z.object({
  rule: StageRule,
  touchpoints: z.int(),
  /** `word`: what it is called says so; `order`: how soon a first order follows says so. */
  why: z.enum(['word', 'order'])
})
export type RuleProposal = z.infer<typeof RuleProposal>

/** What a touchpoint may be called, for choosing from. */
export const TouchpointValue = z.object({ field: RuleField, value: z.string(), touchpoints: z.int(), stage: z.int().nullable() })
export type TouchpointValue = z.infer<typeof TouchpointValue>

export const JourneySetup = z.object({
  stages: z.array(Stage).min(1).max(12),
  rules: z.array(StageRule).max(200)
})
export type JourneySetup = z.infer<typeof JourneySetup>

/** Which customers are looked at, and how long a step may take. */
export const JourneyScope = z.object({
  /** First and last day of the entry into the stage. */
  from: IsoDate.nullable().default(null),
  to: IsoDate.nullable().default(null),
  segment: z.int().nullable().default(null),
  /** Of the customer's first touchpoint or order. */
  channel: z.string().nullable().default(null),
  /** Days that a customer has for going on; null: what suits the length of the data. */
  window: z.int().min(1).max(3650).nullable().default(null)
})
export type JourneyScope = z.infer<typeof JourneyScope>

/** A share with its 95 % interval; null when nobody could be counted. */
export const Share = z.object({ share: z.number(), low: z.number(), high: z.number(), of: z.int() })
export type Share = z.infer<typeof Share>

/** Why nobody knows who was in a stage: nothing that was imported leads to it, or not in the time that is looked at. */
export const StageUnknown = z.enum(['noData', 'notCovered'])
export type StageUnknown = z.infer<typeof StageUnknown>

export const StageFigures = z.object({
  stage: Stage,
  /** Null: not known, see `unknown`. */
  customers: z.int().nullable(),
  unknown: StageUnknown.nullable(),
  /**
   * Of those whose window has ended: went on to a later stage in time, or did not. `open`: their window has not ended. Null where no
   * later stage is there, or nothing is known of those.
   */
  moved: z.int().nullable(),
  stayed: z.int().nullable(),
  open: z.int().nullable(),
  /** moved of moved + stayed; null where these are, and where nobody's window has ended. */
  conversion: Share.nullable(),
  /** The same in the period of equal length before, when a period is chosen. */
  previous: Share.nullable(),
  /** Days until going on, of all who will have (Kaplan-Meier, those still under way are censored); null: not reached. */
  days: z.object({ median: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  channels: z.array(z.object({ channel: z.string(), customers: z.int() })),
  /** Mean score as a share of the scale, of answers given while in the stage: one a kind of question, which have no mean in common; the most answered first. */
  satisfaction: z.array(z.object({ type: z.string(), score: z.number(), low: z.number(), high: z.number(), answers: z.int() })),
  /** Money of the orders placed in the stage, and spent on channels of the stage; major units. */
  value: z.number().nullable(),
  cost: z.number().nullable()
})
export type StageFigures = z.infer<typeof StageFigures>

export const PainPoint = z.object({
  stage: z.int(),
  code: z.int(),
  kind: z.enum(['event', 'ticket', 'feedback', 'return', 'wait']),
  label: z.string(),
  /** Met it within the window: all, and of those who stayed. */
  customers: z.int(),
  stayedWith: z.int(),
  /** Share who went on among those who met it, and among those who did not. */
  withIt: Share,
  withoutIt: Share,
  /** Adjusted for the number of pain points that were looked at. */
  q: z.number()
})
export type PainPoint = z.infer<typeof PainPoint>

/** How many of a segment met something painful in a stage, within the window after their entry, beside everybody else. */
export const PainCell = z.object({
  stage: z.int(),
  /** Id of the segment. */
  segment: z.int(),
  customers: z.int(),
  /** Customers of the segment who came to the stage and whose window has ended. */
  of: z.int(),
  /** Null where it cannot be compared: most came to the stage only by what hurt them. */
  inside: Share.nullable(),
  /** Null there too, and where nobody else was there. */
  outside: Share.nullable(),
  /** What most of them met. */
  most: z.object({ kind: PainPoint.shape.kind, label: z.string(), customers: z.int() }).nullable(),
  /** Adjusted for the number of cells. */
  q: z.number()
})
export type PainCell = z.infer<typeof PainCell>

/** A group of customers who go on less, or more, than everybody else. */
export const GroupGap = z.object({
  stage: z.int(),
  by: z.enum(['segment', 'channel', 'device']),
  group: z.string(),
  /** Id of the segment. */
  segment: z.int().nullable(),
  inside: Share,
  outside: Share,
  q: z.number()
})
export type GroupGap = z.infer<typeof GroupGap>

/** A stretch of time in which fewer, or more, went on from one step to the next. */
export const JourneyChange = z.object({
  id: z.int(),
  /** What was counted: visits within a day's doings, or customers between stages. */
  unit: z.enum(['visits', 'customers']),
  from: z.string(),
  to: z.string(),
  stage: z.int(),
  by: z.enum(['device', 'channel']).nullable(),
  group: z.string().nullable(),
  firstDay: IsoDate,
  lastDay: IsoDate,
  /** It reaches to the end of the data. */
  ongoing: z.boolean(),
  inside: Share,
  outside: Share,
  customers: z.int(),
  /** Fewer went on than would have at the usual share; negative: more. */
  missing: z.number(),
  p: z.number(),
  q: z.number(),
  /** `sure` at 1 % false claims among all that were looked for, `likely` at 5 %. */
  certainty: z.enum(['sure', 'likely']),
  /** The whole time by weeks (or more, where there are many): went on, of how many. */
  weeks: z.array(z.object({ day: IsoDate, hits: z.int(), of: z.int() })),
  /** What was met more often then. */
  signs: z.array(z.object({ label: z.string(), inside: z.number(), outside: z.number() }))
})
export type JourneyChange = z.infer<typeof JourneyChange>

export const JourneyNote = z.object({
  code: z.enum([
    'noTouchpoints',
    'oneStage',
    'unmapped',
    'unknownCustomer',
    'afterAsOf',
    'beforePurchase',
    'undated',
    'duplicates',
    'equalTimes',
    'zones',
    'mixedZones',
    'otherCurrency',
    'noStage',
    'segmentsByOrders'
  ]),
  count: z.int(),
  example: z.string()
})
export type JourneyNote = z.infer<typeof JourneyNote>

export const JourneyView = z.object({
  run: Run,
  computedAt: Epoch,
  /** The data, the as-of date or the rules changed since. */
  stale: z.boolean(),
  scope: JourneyScope,
  /** Days of the window that was used. */
  window: z.int(),
  currency: z.string(),
  customers: z.int(),
  firstDay: IsoDate.nullable(),
  lastDay: IsoDate.nullable(),
  stages: z.array(StageFigures),
  painPoints: z.array(PainPoint),
  /** By stage and segment; none without segments, or where nothing painful was recorded. */
  painMatrix: z.object({ segments: z.array(z.object({ id: z.int(), name: z.string(), slot: z.int() })), cells: z.array(PainCell) }),
  gaps: z.array(GroupGap),
  /** Of all data, whatever the scope. */
  changes: z.array(JourneyChange),
  looked: z.object({ series: z.int(), groups: z.int(), painPoints: z.int() }),
  notes: z.array(JourneyNote),
  channels: z.array(z.string()),
  /** Steps that a funnel can be made of: stages first. */
  events: z.array(z.object({ code: z.int(), label: z.string(), customers: z.int() }))
})
export type JourneyView = z.infer<typeof JourneyView>

export const FunnelStep = z.object({
  /** One of the two. */
  stage: z.int().nullable().default(null),
  event: z.int().nullable().default(null),
  optional: z.boolean().default(false)
})
export type FunnelStep = z.infer<typeof FunnelStep>

export const FunnelRequest = z.object({
  steps: z.array(FunnelStep).min(2).max(10),
  /** Days from the first step in which the whole funnel counts. */
  window: z.int().min(1).max(3650),
  /** True: each step after the one before it. False: in any order after the first. */
  ordered: z.boolean().default(true),
  scope: JourneyScope.prefault({})
})
export type FunnelRequest = z.infer<typeof FunnelRequest>

export const FunnelResult = z.object({
  steps: z.array(
    z.object({
      label: z.string(),
      optional: z.boolean(),
      /** Reached it within the window; of those whose window has ended, and of those whose window is open; null where nothing tells of the step. */
      closed: z.int().nullable(),
      open: z.int().nullable(),
      /** closed of the closed at the last step before that is not optional. */
      conversion: Share.nullable(),
      medianDays: z.number().nullable()
    })
  )
})
export type FunnelResult = z.infer<typeof FunnelResult>

export const BeliefStep = z.object({
  stage: z.int(),
  /** Expected share who go on to the next step, and days that half of them need; null: no opinion. */
  conversion: z.number().min(0).max(1).nullable(),
  days: z.number().min(0).max(3650).nullable()
})
export type BeliefStep = z.infer<typeof BeliefStep>

export const BeliefDraft = z.object({ name: givenName(80), steps: z.array(BeliefStep).min(2).max(12) })
export type BeliefDraft = z.infer<typeof BeliefDraft>

export const BeliefVerdict = z.enum(['supported', 'contradicted', 'undecided'])
export type BeliefVerdict = z.infer<typeof BeliefVerdict>

export const BeliefCheck = z.object({
  from: z.int(),
  to: z.int(),
  /** Observed among the earlier customers, and among the later ones, who decide. */
  earlier: Share.nullable(),
  later: Share.nullable(),
  conversion: z.object({ expected: z.number(), verdict: BeliefVerdict }).nullable(),
  days: z
    .object({
      expected: z.number(),
      observed: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      verdict: BeliefVerdict
    })
    .nullable(),
  /** Of the later customers who were in both stages: how many came to `to` after `from`. */
  order: z.object({ share: Share, verdict: BeliefVerdict }).nullable(),
  /** Where those who did not go as believed went next instead. */
  elsewhere: z.array(z.object({ stage: z.int().nullable(), customers: z.int() }))
})
export type BeliefCheck = z.infer<typeof BeliefCheck>

export const JourneyBelief = z.object({
  id: z.int(),
  name: z.string(),
  steps: z.array(BeliefStep),
  createdAt: Epoch,
  /** First day of the customers who decide; null before the journey was read. */
  split: IsoDate.nullable(),
  verdict: BeliefVerdict,
  checks: z.array(BeliefCheck)
})
export type JourneyBelief = z.infer<typeof JourneyBelief>

/** Exactly the customers behind a number of the journey. */
export const JourneySelection = z.object({
  of: z.literal('journey'),
  scope: JourneyScope.prefault({}),
  pick: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stage'), stage: z.int(), group: z.enum(['entered', 'moved', 'stayed', 'open']) }),
    z.object({ kind: z.literal('channel'), stage: z.int(), channel: z.string() }),
    // Without a code: anything painful.
    z.object({ kind: z.literal('pain'), stage: z.int(), code: z.int().nullable(), group: z.enum(['met', 'stayed']) }),
    z.object({ kind: z.literal('change'), change: z.int() }),
    z.object({
      kind: z.literal('gap'),
      stage: z.int(),
      by: z.enum(['segment', 'channel', 'device']),
      group: z.string(),
      segment: z.int().nullable()
    }),
    z.object({ kind: z.literal('funnel'), funnel: FunnelRequest.omit({ scope: true }), step: z.int(), group: z.enum(['closed', 'open']) }),
    z.object({ kind: z.literal('belief'), belief: z.int(), from: z.int(), to: z.int(), instead: z.int().nullable() })
  ])
})
export type JourneySelection = z.infer<typeof JourneySelection>
/** What the page keeps and sends: defaults may be left out. */
export type JourneySelectionInput = z.input<typeof JourneySelection>
