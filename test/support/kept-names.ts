/**
 * How many customers keep the name of their segment when some of the others are gone: each time the features, the groups and
 * their names are found anew, going on from the run over everyone, as after an import.
 */
import type { Database } from 'better-sqlite3'
import { seededRng } from '../../src/engines/math/rng.ts'
import { sampleRows } from '../../src/engines/math/sample.ts'
import type { EarlierRun } from '../../src/main/core/db/queries/segment-identity.ts'
import type { TaskContext } from '../../src/main/core/jobs/types.ts'
import { engineContext, stopping } from '../../src/main/core/tasks/segment-clustering.ts'
import { clusteredRows } from '../../src/main/core/tasks/segment-features.ts'
import { identify } from '../../src/main/core/tasks/segment-identity.ts'
import { nameSegments } from '../../src/main/core/tasks/segment-names.ts'
import { describeSegments, nameFacts } from '../../src/main/core/tasks/segment-profile.ts'
import { rulesOf } from '../../src/main/core/tasks/segment-rules.ts'
import { spaceOf } from '../../src/main/core/tasks/segment-space.ts'
import { loadTable } from '../../src/main/core/tasks/segments.ts'
import type { IsoDate } from '../../src/shared/model/common.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }

interface Asked {
  db: Database
  asOf: IsoDate
  features: string[]
  k: number
}

/** The share of the others that keep their segment's name, for each deletion of 5 % of the customers. */
export async function namesKept(asked: Asked, deletions: number): Promise<number[]> {
  const before = await found(asked, null, 1)
  const nameOf = new Map(
    Array.from(before.members.customers, (customer, i) => [customer, before.segments[before.members.slots[i] as number]?.name])
  )
  const shares: number[] = []
  for (let draw = 0; draw < deletions; draw++) {
    const now = await without(asked.db, deleted(before.members.customers, 100 + draw), () => found(asked, before, 2 + draw))
    const kept = now.members.customers.filter((customer, i) => nameOf.get(customer) === now.segments[now.members.slots[i] as number]?.name)
    shares.push(kept.length / now.members.customers.length)
  }
  return shares
}

function deleted(customers: Float64Array, seed: number): number[] {
  const rows = sampleRows(customers.length, Math.round(customers.length * 0.05), seededRng(seed))
  return Array.from(rows, (row) => customers[row] as number)
}

/** As if these customers had never ordered; afterwards all is as before. */
async function without<T>(db: Database, customers: number[], look: () => Promise<T>): Promise<T> {
  db.exec('BEGIN')
  try {
    const { changes } = db
      .prepare('DELETE FROM customer_summary WHERE customer_id IN (SELECT value FROM json_each(?))')
      .run(JSON.stringify(customers))
    if (changes < customers.length) throw new Error(`only ${changes} of ${customers.length} customers are gone`)
    return await look()
  } finally {
    db.exec('ROLLBACK')
  }
}

async function found({ db, asOf, features, k }: Asked, before: EarlierRun | null, seed: number): Promise<EarlierRun> {
  const { purchases, table } = loadTable(db, asOf, { features })
  const { rows, mixed } = clusteredRows(table)
  const space = spaceOf(rows, table.n, mixed)
  const context = engineContext(ctx, 'segments.cluster', seed, k)
  const clusterer = space.open(table.n, k, context)
  clusterer.rows.set(rows)
  const partition = await clusterer.run({ k, starts: 10, ...stopping }, context)
  clusterer.close()
  const drafts = describeSegments(table, partition, space.width, purchases)
  const placeOf = new Map(drafts.map(({ cluster }, place) => [cluster, place]))
  const members = { customers: purchases.customers, slots: partition.labels.map((label) => placeOf.get(label) ?? -1) }
  const proposed = nameSegments(
    drafts.map(({ profile }) => profile),
    drafts.map(nameFacts),
    rulesOf(table, members.slots, k, seed, ctx).map(({ conditions, ...figures }) => ({
      ...figures,
      features: conditions.map(({ feature }) => feature)
    }))
  )
  const newcomers = drafts.map((draft) => ({ ...draft, ...nameFacts(draft) }))
  const identities = identify(before, members, newcomers, proposed, table, mixed.gamma)
  return {
    id: 1,
    asOf,
    members,
    said: [],
    segments: drafts.map((draft, id) => ({ ...draft, ...identities[id], id })) as EarlierRun['segments']
  }
}
