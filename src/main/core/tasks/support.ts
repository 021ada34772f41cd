import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportParams, SupportResult } from '../../../shared/model/support.ts'
import { withDatabase } from '../db/open.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { confirmRun, type RunIdentity } from '../db/queries/runs.ts'
import { storeRunView } from '../db/queries/segment-identity.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { asKnown, earlierSupport, goneClusters, storeGone } from '../db/queries/support-identity.ts'
import { latestSupport, storeSupport } from '../db/queries/support-run.ts'
import type { TaskContext } from '../jobs/types.ts'
import { findSupport } from './support-find.ts'
import { identifySupport } from './support-identity.ts'
import { leafColumns, treeColumns, voiceColumns } from './support-kept.ts'
import { stageNumbers } from './support-pains.ts'
import { fingerprint, readSupport } from './support-read.ts'
import { resultOf, type StoredSupport } from './support-result.ts'
import { SUPPORT_RUN_VERSION } from './support-version.ts'

export interface SupportInput {
  workspacePath: string
  params: SupportParams
  asOf: IsoDate
  /** Compute again though the newest run is the same, and fail if the answer differs. */
  recompute: boolean
}

/**
 * Support clusters: customers (or tickets) that are alike in what they need after the purchase, with what each needs, who handles it best, what is rising
 * and who will write next. Of a shop without tickets, customers that are alike in what they send back, say when asked, and how they come again. It is
 * read (`support-read.ts`), found (`support-find.ts`), named after the run before (`support-identity.ts`), and stored as it is told (`support-result.ts`). If the newest run has the same seed, parameters, engine version, input and as-of date, it is the answer.
 *
 * @throws support.tooFew, support.nothingTold, support.eachItsOwn, support.allAlike, run.notReproduced, engine.*
 */
export async function support({ workspacePath, params, asOf, recompute }: SupportInput, ctx: TaskContext): Promise<SupportResult> {
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'support.load', done: 0, total: null, unit: 'rows' })
    const read = readSupport(db, params, asOf)
    const { data, basis } = read
    ctx.signal.throwIfAborted()
    const identity: RunIdentity = {
      seed: params.seed,
      params: { ...params },
      engineVersion: SUPPORT_RUN_VERSION,
      inputFingerprint: fingerprint(read),
      asOf
    }
    const before = latestSupport<StoredSupport>(db)
    const same = before !== null && !before.gone && JSON.stringify(before.identity) === JSON.stringify(identity)
    if (same && !recompute) {
      confirmRun(db, before.id, dataBasis(db))
      return asStored(db, before.id, identity, before.result)
    }
    const found = await findSupport(read, params, ctx)
    const codes = customerCodes(db, [...data.customerIds])
    if (same) {
      const again = resultOf(found, data, params, codes, before.result.clusters)
      if (JSON.stringify(again) !== JSON.stringify(before.result)) throw new SextantError('run.notReproduced', { id: before.id })
      return asStored(db, before.id, identity, before.result)
    }
    ctx.onProgress({ phase: 'support.save', done: 0, total: null, unit: 'rows' })
    const { source, cut, described, table, told } = found
    const ids =
      params.unit === 'customers'
        ? Float64Array.from(source.units.customer, (c) => data.customerIds[c] as number)
        : Float64Array.from(source.units.tickets, (ticket) => data.ticketIds[ticket] as number)
    const named =
      params.unit === 'customers'
        ? Array.from(ids, (id) => codes.get(id) ?? '')
        : Array.from(source.units.tickets, (ticket) => data.numbers[ticket] as string)
    // Names and judgements may have changed while it was computed: they are read, and carried over, in one transaction.
    return db.transaction(() => {
      const { clusters, gone } = identifySupport(earlierSupport(db), goneClusters(db), {
        unit: params.unit,
        from: found.from,
        members: named,
        labels: cut.labels,
        proposed: described.map(({ name }) => name)
      })
      const result = resultOf(found, data, params, codes, clusters)
      const id = storeSupport(db, {
        identity,
        now: ctx.now(),
        verdict: found.trust.verdict.level,
        basis,
        clusters: clusters.map((cluster, place) => ({ ...cluster, size: described[place]?.size ?? 0 })),
        units: ids,
        codes: named,
        places: cut.labels,
        artifacts: {
          tree: treeColumns(cut, ids),
          features: leafColumns(table, told, cut),
          voices: voiceColumns(found, data, stageNumbers(db))
        },
        result
      })
      storeRunView(db, id, 'features', table.features)
      storeGone(db, gone)
      ctx.committing?.()
      return asStored(db, id, identity, result)
    })()
  })
}

/** A stored result as it is answered: with what its clusters are called now. */
function asStored(db: Database, id: number, identity: RunIdentity, result: StoredSupport): SupportResult {
  return { run: { id, kind: 'support', ...identity }, ...result, clusters: asKnown(db, id, result.clusters) }
}
