/**
 * Every method and event between the core and whoever uses it. The shells, the renderer's client, the services and the
 * tests derive from these two tables: a method without a handler fails at start, a handler without a method does not compile.
 */
import * as z from 'zod'
import { IsoDate, Page } from './model/common.ts'
import { CustomerDetail, CustomerEdit, CustomerRow, CustomerSort, DuplicateGroup } from './model/customer.ts'
import { HomeSummary } from './model/home.ts'
import { ImportResult, Mapping, PartialMapping, Preview } from './model/import.ts'
import { Job } from './model/job.ts'
import { QualityCheck, QualityReport } from './model/quality.ts'
import { FeatureOverview, SegmentsParams, SegmentsResult } from './model/segments.ts'
import { ImportGroup, RejectedRow, RowCounts, UndoReport } from './model/source.ts'
import { TemplateEntry } from './model/template.ts'
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
  'workspace.create': { request: z.object({ name: z.string().min(1).max(80) }), response: Workspace },
  'workspace.open': { request: z.object({ path: z.string() }), response: Workspace },
  'workspace.setAsOf': { request: z.object({ asOf: IsoDate.nullable() }), response: Workspace },

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
    request: z.object({ name: z.string().trim().min(1).max(80), header: z.array(z.string()).min(1), mapping: Mapping }),
    response: TemplateEntry
  },
  'templates.rename': { request: z.object({ id: z.string(), name: z.string().trim().min(1).max(80) }), response: TemplateEntry },
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
  /** The rejected rows as CSV text: file, line, column, value, reason, then the raw cells. */
  'sources.rejectedCsv': {
    request: z.object({ importId: z.int().optional(), sourceId: z.int().optional() }),
    response: z.object({ csv: z.string() })
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
      sort: CustomerSort.default('net'),
      descending: z.boolean().default(true)
    }),
    response: paged(CustomerRow)
  },
  /** Customers with the same e-mail address or phone number, for merging. */
  'customers.duplicates': { request: Page, response: paged(DuplicateGroup) },
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
      asOf: IsoDate.optional(),
      /** Until the comparison with chance is done, too; else that follows as a job of its own. */
      wait: z.boolean().default(false)
    }),
    response: SegmentsResult
  },
  /** Everything that customers could be told apart by, as of the workspace's date. A job: resolves when it ends. */
  'segments.features': { request: none, response: FeatureOverview },
  /** Compares the newest result with chance, where that was cancelled. A job: resolves when it ends. */
  'segments.judge': { request: none, response: SegmentsResult.nullable() },

  'jobs.list': { request: none, response: z.array(Job) },
  'jobs.cancel': { request: z.object({ id: z.string() }), response: none }
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>

export const events = {
  /** A job started, moved on or ended. At most ten a second per job. */
  'job.changed': Job,
  /** Another workspace was opened, or the data in it changed: whatever is on screen is to be asked for again. */
  'workspace.changed': z.object({
    reason: z.enum(['opened', 'imported', 'undone', 'customers', 'segmented', 'settings', 'checked', 'watched'])
  })
} as const satisfies Record<string, z.ZodType>

export type Method = keyof typeof methods
/** What a caller writes (defaults may be left out). */
export type RequestOf<M extends Method> = z.input<(typeof methods)[M]['request']>
/** What a handler gets (defaults filled in). */
export type ParsedRequestOf<M extends Method> = z.output<(typeof methods)[M]['request']>
export type ResponseOf<M extends Method> = z.output<(typeof methods)[M]['response']>
export type EventName = keyof typeof events
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>
