/**
 * Every method and event between the core and whoever uses it. The shells, the renderer's client, the services and the
 * tests derive from these two tables: a method without a handler fails at start, a handler without a method does not compile.
 */
import * as z from 'zod'
import {
  AlertKind,
  AlertLesson,
  AlertPlan,
  AlertState,
  AlertsOverview,
  AlertsParams,
  AlertsResult,
  AlertView,
  InboxAlert,
  InboxChange,
  InboxFilter
} from './model/alerts.ts'
import { Belief, BeliefChoices, BeliefStatement } from './model/belief.ts'
import { GivenDay, givenName, givenText, IsoDate, Page } from './model/common.ts'
import { ApartPair, CustomerDetail, CustomerEdit, CustomerRow, CustomerSort, DuplicateGroup, Merge } from './model/customer.ts'
import { CustomersAmong, Drift, Explanation, Migration, PainCellKey, PainRow } from './model/explanation.ts'
import { Feature } from './model/features.ts'
import { HomeSummary } from './model/home.ts'
import { ImportResult, Mapping, PartialMapping, Preview } from './model/import.ts'
import { Job } from './model/job.ts'
import {
  BeliefDraft,
  FunnelRequest,
  FunnelResult,
  JourneyBelief,
  JourneyScope,
  JourneySelection,
  JourneySetup,
  JourneyView,
  RuleProposal,
  TouchpointValue
} from './model/journey.ts'
import { KpiCohort, KpiCourse, KpiGrain, KpiId, KpiMorning, KpiPeriod, KpiRequest, KpiView } from './model/kpis.ts'
import { QualityCheck, QualityReport } from './model/quality.ts'
import { SavedTable, TableFormat } from './model/saved-table.ts'
import { FeatureOverview, SegmentsParams, SegmentsResult } from './model/segments.ts'
import { ImportGroup, RejectedRow, RowCounts, UndoReport } from './model/source.ts'
import { SupportParams, SupportResult } from './model/support.ts'
import {
  SupportChange,
  SupportComplement,
  SupportCourse,
  SupportJudgement,
  SupportPains,
  SupportPick,
  SupportTicket,
  SupportTree
} from './model/support-views.ts'
import { TemplateEntry } from './model/template.ts'
import { GivenLadders, UpsellParams, UpsellResult } from './model/upsell.ts'
import { UpsellCapacity, UpsellFilter, UpsellOfferRow, UpsellOverview, UpsellTableRequest } from './model/upsell-view.ts'
import { RerunKind, WatchedFolder, WatchRequest } from './model/watch.ts'
import { Workspace, WorkspaceEntry } from './model/workspace.ts'

const none = z.object({})
const paged = <T extends z.ZodType>(row: T) => z.object({ total: z.int(), rows: z.array(row) })

/**
 * Dropped files as their shell knows them. The renderer never names a path: Electron's preload and the browser shell's
 * upload hand out these ids, and only the shell can turn one into a path.
 */
const files = z.array(z.string()).min(1)
const StagedFiles = z.array(z.object({ id: z.string(), name: z.string() }))

export const methods = {
  'app.info': {
    request: none,
    response: z.object({ version: z.string(), shell: z.enum(['electron', 'browser', 'cli']), dataFolder: z.string() })
  },

  'workspace.current': { request: none, response: Workspace.nullable() },
  'workspace.list': { request: none, response: z.array(WorkspaceEntry) },
  /** `provisional`: made for files that are only looked at yet. It goes again when it is left and nothing was imported into it. */
  'workspace.create': {
    request: z.object({ name: z.string().min(1).max(80), provisional: z.boolean().default(false) }),
    response: Workspace
  },
  /** Leaves a provisional workspace without anything in it for the one that was open before, or none. Any other stays open. */
  'workspace.leave': { request: none, response: Workspace.nullable() },
  'workspace.open': { request: z.object({ path: z.string() }), response: Workspace },
  'workspace.setAsOf': { request: z.object({ asOf: GivenDay.nullable() }), response: Workspace },

  /**
   * Makes a workspace of the invented sample shop, finds its segments and opens it: all of that or nothing. A job: resolves
   * when the workspace is open.
   */
  'sample.open': { request: none, response: Workspace },

  'home.summary': { request: none, response: HomeSummary },

  /** Reads the files whole and answers what was understood. A job: resolves when it ends. `mappings` overrides by group id, `mapping` for all groups. */
  'import.preview': {
    request: z.object({ files, mappings: z.record(z.string(), PartialMapping).optional(), mapping: PartialMapping.optional() }),
    response: Preview
  },
  /** Stores all groups in one transaction, mapped as in `import.preview`. A job: resolves when it ends. The files are forgotten once stored. */
  'import.start': {
    request: z.object({
      files,
      label: z.string(),
      mappings: z.record(z.string(), PartialMapping).default({}),
      mapping: PartialMapping.optional(),
      /** The files are those of this folder, which is watched once they are stored. */
      watch: WatchRequest.optional()
    }),
    response: ImportResult
  },
  'import.discard': { request: z.object({ files }), response: none },

  'watch.list': { request: none, response: z.array(WatchedFolder) },
  /** The tables in a folder that is to be watched, for the preview in which a person confirms what they are. */
  'watch.open': { request: z.object({ path: z.string() }), response: z.object({ files: StagedFiles }) },
  /** A file that was left in a watched folder, to be looked at by a person. */
  'watch.openLeft': {
    request: z.object({ id: z.int(), file: z.string() }),
    response: z.object({ path: z.string(), rerun: z.array(RerunKind), files: StagedFiles })
  },
  'watch.change': {
    request: z.object({ id: z.int(), active: z.boolean().optional(), rerun: z.array(RerunKind).optional() }),
    response: none
  },
  'watch.remove': { request: z.object({ id: z.int() }), response: none },
  /** Mappings that apply by themselves when a header returns: the user's, then the built-in ones. */
  'templates.list': { request: none, response: z.array(TemplateEntry) },
  /** Keeps a mapping for files with this header; one that was kept for it before is replaced. */
  'templates.save': {
    request: z.object({ name: givenName(80), header: z.array(z.string()).min(1), mapping: Mapping }),
    response: TemplateEntry
  },
  'templates.rename': { request: z.object({ id: z.string(), name: givenName(80) }), response: TemplateEntry },
  'templates.delete': { request: z.object({ id: z.string() }), response: none },

  'sources.list': { request: none, response: z.array(ImportGroup) },
  /** Sums over all that was imported, to hold against the files. `total` is the net amount of all lines, exact, as decimal text. */
  'sources.totals': {
    request: none,
    response: z.object({ rows: RowCounts, amounts: z.array(z.object({ currency: z.string(), total: z.string() })) })
  },
  'sources.rejected': {
    request: Page.extend({ importId: z.int().optional(), sourceId: z.int().optional() }),
    response: paged(RejectedRow)
  },
  /** The rejected rows that are not mended, as a file to mend: file, line, column, value, reason, then the raw cells. */
  'sources.rejectedTable': {
    request: z.object({ importId: z.int().optional(), sourceId: z.int().optional(), format: TableFormat.default('csv') }),
    response: SavedTable
  },

  /** What is odd or missing in all that is stored, or in what one import brought. A job: resolves when it ends. */
  'quality.report': { request: z.object({ importId: z.int().optional() }), response: QualityReport },
  /** All rows that one check found, as CSV text. A job. */
  'quality.rowsCsv': { request: z.object({ check: QualityCheck, importId: z.int().optional() }), response: z.object({ csv: z.string() }) },
  /**
   * Undoes an import, the newest or any other: the workspace is then as if it had never been, but for what the user changed
   * since. A job: resolves when it ends.
   */
  'sources.undo': { request: z.object({ importId: z.int() }), response: UndoReport },

  'customers.list': {
    request: Page.extend({
      search: z.string().max(200).default(''),
      segment: z.int().nullable().default(null),
      /** Exactly those that a count on a screen of segments, or of the journey, stands for. */
      among: z.union([CustomersAmong, JourneySelection]).nullable().default(null),
      sort: CustomerSort.default('net'),
      descending: z.boolean().default(true)
    }),
    response: paged(CustomerRow)
  },
  /** Customers with the same e-mail address or phone number, for merging. */
  'customers.duplicates': {
    request: Page,
    /** `people`: customers in all groups; `alike`: groups that share an e-mail address and whose names agree. */
    response: paged(DuplicateGroup).extend({ people: z.int(), alike: z.int() })
  },
  /** Merges all groups that are `alike`, at once. A job: resolves when it ends, with who was merged, in that order, and into how many. */
  'customers.mergeAlike': { request: none, response: z.object({ merged: z.array(z.int()), into: z.int() }) },
  /** Takes these merges back, the last first; those that stand no more say nothing. A job: resolves when it ends. */
  'customers.unmergeAll': { request: z.object({ ids: z.array(z.int()).min(1) }), response: none },
  /** The others are the same person as `into`: lists, figures and later imports see one customer. A job: resolves when it ends. */
  'customers.merge': {
    request: z.object({ into: z.int(), others: z.array(z.int()).min(1).max(100) }),
    response: CustomerRow
  },
  /** Takes the merge of this customer back. A job: resolves when it ends. */
  'customers.unmerge': { request: z.object({ id: z.int() }), response: CustomerRow },
  'customers.edit': { request: z.object({ id: z.int(), say: CustomerEdit }), response: CustomerRow },
  'customers.get': { request: z.object({ id: z.int() }), response: CustomerDetail },

  'segments.latest': { request: none, response: SegmentsResult.nullable() },
  /** A job: resolves when it ends. `recompute` also proves that the stored answer comes out again; `asOf` overrides the workspace's. */
  'segments.run': {
    request: SegmentsParams.partial().extend({
      recompute: z.boolean().default(false),
      asOf: GivenDay.optional(),
      /** Until the comparison with chance is done, too; else that follows as a job of its own. */
      wait: z.boolean().default(false)
    }),
    response: SegmentsResult
  },
  /** Everything that customers could be told apart by, as of the workspace's date. A job: resolves when it ends. */
  'segments.features': { request: none, response: FeatureOverview },
  /** Compares the newest result with chance, where that was cancelled. A job: resolves when it ends. */
  'segments.judge': { request: none, response: SegmentsResult.nullable() },

  /** What `sources.undo` would do, exactly, without doing it. A job: resolves when it ends. */
  'sources.undoPlan': { request: z.object({ importId: z.int() }), response: UndoReport },
  /** How the files of an import were mapped, by the id that a preview of files with the same header gives them. */
  'sources.mappings': { request: z.object({ importId: z.int() }), response: z.record(z.string(), Mapping) },
  /** Merges that stand, the newest first. */
  'customers.merges': { request: Page, response: paged(Merge) },
  /** The user's word that these are different people: they are not proposed for merging with each other. `apart: false` takes it back. */
  'customers.keepApart': { request: z.object({ ids: z.array(z.int()).min(2).max(100), apart: z.boolean() }), response: none },
  /** Who was said to be different people, pair by pair, the newest first. */
  'customers.apart': { request: Page, response: paged(ApartPair) },
  /** Whom to write to, and why; the stored run if nothing has changed. A job: resolves when it ends. */
  'alerts.run': {
    request: z.object({
      /** Left out: as the user's plan says. */
      falseAlarmShare: AlertPlan.shape.falseAlarmShare.unwrap().optional(),
      seed: AlertsParams.shape.seed,
      asOf: GivenDay.optional(),
      recompute: z.boolean().default(false)
    }),
    response: AlertsResult
  },
  /** Null before the first run. */
  'alerts.latest': { request: none, response: AlertsOverview.nullable() },
  'alerts.plan': { request: none, response: AlertPlan },
  'alerts.setPlan': { request: AlertPlan, response: none },
  /** What the inbox was narrowed to, under names; saved all at once. */
  'alerts.views': { request: none, response: z.array(AlertView) },
  'alerts.saveViews': { request: z.object({ views: z.array(AlertView).max(50) }), response: none },
  /** What is to be worked through, the most worthwhile first. Counts are of all under the same filter but for what they count by. */
  'alerts.inbox': {
    request: Page.extend(InboxFilter.shape),
    response: paged(InboxAlert).extend({
      states: z.partialRecord(AlertState, z.int()),
      kinds: z.partialRecord(AlertKind, z.int()),
      owners: z.array(z.string()),
      /** Of the kinds of which any was dismissed. */
      lessons: z.partialRecord(AlertKind, AlertLesson),
      /** Done since Monday. */
      doneThisWeek: z.int()
    })
  },
  'alerts.change': {
    request: z.object({ ids: z.array(z.int()).min(1).max(10_000), change: InboxChange }),
    response: z.object({ changed: z.int() })
  },

  /** What to offer whom, when and why; the stored run if nothing has changed. A job: resolves when it ends. */
  'upsell.run': {
    request: UpsellParams.omit({ ladders: true }).extend({ asOf: GivenDay.optional(), recompute: z.boolean().default(false) }),
    response: UpsellResult
  },
  /** Null before the first run. Its offers come in pages. */
  'upsell.latest': { request: none, response: UpsellOverview.nullable() },
  /** Whom to offer what, the most worthwhile first; kinds and things are counted but for what they are narrowed by themselves. */
  'upsell.offers': {
    request: Page.extend(UpsellFilter.shape),
    response: paged(UpsellOfferRow).extend({
      customers: z.int(),
      /** Customers whom the capacity leaves out. */
      leftOut: z.int(),
      kinds: z.partialRecord(UpsellOfferRow.shape.kind, z.int()),
      things: z.array(z.object({ offer: z.string(), count: z.int() }))
    })
  },
  /** The same list as a file to save. A job: resolves when it ends. */
  'upsell.table': { request: UpsellTableRequest, response: SavedTable },
  /** Steps up that the user knows of; looked at with the next run. Saved all at once. */
  'upsell.ladders': { request: none, response: GivenLadders },
  /** Names of plans of subscriptions, for ladders by the user's word. */
  'upsell.plans': { request: none, response: z.array(z.string()) },
  /** How many customers can be contacted: the list of offers is of so many. */
  'upsell.setCapacity': { request: z.object({ capacity: UpsellCapacity }), response: none },
  'upsell.setLadders': { request: z.object({ ladders: GivenLadders }), response: none },
  /** What the user thinks that customers do, the newest first, with what was found. */
  'beliefs.list': { request: none, response: z.array(Belief) },
  /** Tests a statement and keeps it with its verdict. A job: resolves when it ends. */
  'beliefs.test': { request: z.object({ statement: BeliefStatement, asOf: GivenDay.optional() }), response: Belief },
  'beliefs.remove': { request: z.object({ id: z.int() }), response: none },
  /** What a statement can be about. */
  'beliefs.choices': { request: none, response: BeliefChoices },

  /** KPIs of the newest period of a kind. Counted first, by a job, when the data have changed since; `recompute` counts them again all the same. */
  'kpis.view': { request: KpiRequest.extend({ recompute: z.boolean().default(false) }), response: KpiView },
  /** The course of one KPI, with its trend and what stands out of it. */
  'kpis.course': { request: z.object({ kpi: KpiId, grain: KpiGrain }), response: KpiCourse },
  'kpis.cohorts': { request: none, response: z.array(KpiCohort) },
  /** For Home: figures with a target, what stood out lately, what the newest import changed. Null without data. */
  'kpis.morning': { request: none, response: KpiMorning.nullable() },
  /** What the user wants a KPI to be in a period of this kind; null takes it back. */
  'kpis.setTarget': { request: z.object({ kpi: KpiId, period: KpiPeriod, target: z.number().nullable() }), response: none },
  /** When somebody answers tickets: days 1 (Monday) to 7, hours of the day. */
  'kpis.setHours': {
    request: z
      .object({ days: z.array(z.int().min(1).max(7)).min(1), from: z.number().min(0).max(23), to: z.number().min(1).max(24) })
      .refine(({ from, to }) => from < to, 'the end must come after the beginning'),
    response: none
  },
  /** The groups of the newest run as they are, with the customers of today in them. A job: resolves when it ends. */
  'segments.score': { request: none, response: SegmentsResult },
  /** Null takes the proposed name again. */
  'segments.rename': { request: z.object({ id: z.int(), name: givenName(60).nullable() }), response: SegmentsResult },
  /** Of the newest run; null before the first, and where that is of a version which explained nothing. */
  'segments.explanation': { request: none, response: Explanation.nullable() },
  /** What happened to the customers of one cell of the pain points, the newest first. */
  'segments.painRows': { request: Page.extend(PainCellKey.shape), response: paged(PainRow) },
  /** Who moved between two days, by the groups of the newest run. A job: resolves when it ends. */
  'segments.migration': { request: z.object({ from: IsoDate, to: IsoDate }), response: Migration },
  /** Whether the newest groups still fit the customers of the as-of date. A job: resolves when it ends. */
  'segments.drift': { request: none, response: Drift },
  /** Who is in which segment, as a file to save. A job: resolves when it ends. */
  'segments.members': {
    request: z.object({ segment: z.int().nullable().default(null), format: TableFormat }),
    response: SavedTable
  },
  /** Null before the journey was read. From what was prepared: quick for any scope. */
  'journey.view': { request: JourneyScope, response: JourneyView.nullable() },
  /** Reads what customers did. A job: resolves when it ends. `asOf` overrides the workspace's. */
  'journey.run': {
    request: z.object({ recompute: z.boolean().default(false), asOf: GivenDay.optional() }),
    response: z.object({ run: z.int() })
  },
  /** The stages and rules that the newest run used, what the data suggest, and what touchpoints are called. */
  'journey.setup': {
    request: none,
    response: JourneySetup.extend({ chosen: z.boolean(), proposals: z.array(RuleProposal), values: z.array(TouchpointValue) })
  },
  /** Null: the built-in stages and the rules that the data suggest. A job: the journey is read with them. */
  'journey.saveSetup': { request: z.object({ setup: JourneySetup.nullable() }), response: z.object({ run: z.int() }) },
  'journey.funnel': { request: FunnelRequest, response: FunnelResult },
  'journey.beliefs': { request: none, response: z.array(JourneyBelief) },
  'journey.saveBelief': { request: z.object({ id: z.int().nullable(), belief: BeliefDraft }), response: JourneyBelief },
  'journey.deleteBelief': { request: z.object({ id: z.int() }), response: none },

  /** Support clusters; the stored run if nothing has changed. A job: resolves when it ends. */
  'support.run': {
    request: SupportParams.extend({ asOf: GivenDay.optional(), recompute: z.boolean().default(false) }),
    response: SupportResult
  },
  /** What of customers can be looked at beside their tickets and orders, as `SupportParams.about` names it. */
  'support.about': { request: none, response: z.array(z.object({ feature: Feature, name: z.string() })) },
  /** Null before the first run. */
  'support.latest': { request: none, response: SupportResult.extend({ stale: z.boolean() }).nullable() },
  /** Who is in which cluster of the newest run: code of the customer or number of the ticket. */
  'support.members': {
    request: none,
    response: z.array(z.object({ unit: z.string(), cluster: z.int(), name: z.string() }))
  },
  /** Who is in which of these parts of a run's tree, as a cut that is not kept has them: the same codes, and the place of the part. Nobody once the run is gone. */
  'support.parts': {
    request: z.object({ run: z.int(), parts: z.array(z.object({ from: z.int().min(0), to: z.int().min(1) })).max(200) }),
    response: z.array(z.object({ unit: z.string(), part: z.int() }))
  },
  /** Null takes the proposed name again. */
  'support.rename': { request: z.object({ id: z.int(), name: givenName(60).nullable() }), response: none },
  /** What somebody who knows the customers makes of a cluster; null takes it back. */
  'support.review': {
    request: z.object({ id: z.int(), judgement: SupportJudgement.nullable(), note: givenText(500).default('') }),
    response: none
  },
  /** The tree of the newest run, or the part of it between two places. Null before the first run, and of one that kept no tree. */
  'support.tree': {
    request: z
      .object({ from: z.int().min(0).default(0), to: z.int().min(1).nullable().default(null) })
      .refine(({ from, to }) => to === null || from < to, { message: 'from lies before to' }),
    response: SupportTree.nullable()
  },
  /** Tickets, the newest first, and how many customers they are of. */
  'support.tickets': { request: Page.extend({ pick: SupportPick }), response: paged(SupportTicket).extend({ customers: z.int() }) },
  /** How support was before and after the day that the user set; null before one was set, and without a run. */
  'support.change': { request: none, response: SupportChange.nullable() },
  /** Which segment writes about which theme more than the others; null without themes or segments. */
  'support.pains': { request: none, response: SupportPains.nullable() },
  /** How a cluster went over time; null without two whole months of tickets, or of a cluster that is gone. */
  'support.course': { request: z.object({ cluster: z.int() }), response: SupportCourse.nullable() },
  /** What goes with what the members of a cluster have, as it held on later orders: of the newest upsell run, the most fitting first. */
  'support.complements': { request: z.object({ cluster: z.int() }), response: z.array(SupportComplement) },
  'support.setChange': { request: z.object({ day: GivenDay.nullable() }), response: none },

  'jobs.list': { request: none, response: z.array(Job) },
  'jobs.cancel': { request: z.object({ id: z.string() }), response: none }
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>

export const events = {
  /** A job started, moved on or ended. At most ten a second per job. */
  'job.changed': Job,
  /** Another workspace was opened, or the data in it changed: whatever is on screen is to be asked for again. */
  'workspace.changed': z.object({
    reason: z.enum([
      'opened',
      'imported',
      'undone',
      'customers',
      'segmented',
      'settings',
      'checked',
      'watched',
      'journey',
      'alerts',
      'support',
      'upsell'
    ])
  }),
  /** What followed an import by itself found alerts that were not there before. */
  'alerts.found': z.object({ fresh: z.int() })
} as const satisfies Record<string, z.ZodType>

export type Method = keyof typeof methods
/** What a caller writes (defaults may be left out). */
export type RequestOf<M extends Method> = z.input<(typeof methods)[M]['request']>
/** What a handler gets (defaults filled in). */
export type ParsedRequestOf<M extends Method> = z.output<(typeof methods)[M]['request']>
export type ResponseOf<M extends Method> = z.output<(typeof methods)[M]['response']>
export type EventName = keyof typeof events
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>
