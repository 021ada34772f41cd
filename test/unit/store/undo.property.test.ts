import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge, unmerge } from '../../../src/main/core/db/queries/merges.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import type { SourceDraft } from '../../../src/main/core/tasks/store-source.ts'
import { summarise } from '../../../src/main/core/tasks/store-summaries.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { anyImport, correctingImport, type GivenImport, numberingImport, tillImport } from '../../fixtures/any-import.ts'
import { dump } from './dump.ts'
import { all, type Db, emptyWorkspace, quiet, value } from './workspace.ts'

/** RUNS in the environment asks for more than there is time for at each change. */
const runs = (usual: number): number => Number(process.env.RUNS ?? usual)

async function store(db: Db, { label, groups }: GivenImport): Promise<void> {
  await storeImport(db, { label, importedAt: 1, groups: groups.map((group): SourceDraft[] => [...group]), rows: 0 }, quiet)
}

async function workspaceOf(imports: readonly GivenImport[]): Promise<Db> {
  const db = emptyWorkspace()
  for (const given of imports) await store(db, given)
  return db
}

/** Merges two customers, if both are there. */
function join(db: Db, into: string, other: string): void {
  const root = (code: string) => value(db, 'SELECT COALESCE(same_as, id) FROM customer WHERE code = ?', code)
  const [a, b] = [root(into), root(other)]
  if (typeof a === 'number' && typeof b === 'number' && a !== b) merge(db, a, b, 1)
}

/** Imports under names of their own, in the order in which they come. */
const anyImports = (most: number) => importsOf(anyImport, most)
const importsOf = (one: fc.Arbitrary<GivenImport>, most: number) =>
  fc.array(one, { minLength: 2, maxLength: most }).map((given) => given.map((one, i) => ({ ...one, label: `import ${i + 1}` })))

describe('undoing an import', () => {
  it('leaves what importing the others alone would have made', async () => {
    await fc.assert(
      fc.asyncProperty(anyImports(4), fc.nat(), async (imports, pick) => {
        const which = pick % imports.length
        const others = imports.filter((_, i) => i !== which)
        const [undone, fresh] = [await workspaceOf(imports), await workspaceOf(others)]
        try {
          await undoIn(undone, which + 1, quiet)
          expect(dump(undone)).toEqual(dump(fresh))
          expect(all(undone, 'PRAGMA foreign_key_check')).toEqual([])
        } finally {
          undone.close()
          fresh.close()
        }
      }),
      { numRuns: runs(10) }
    )
  })

  it.each([
    ['correct each other’s orders', correctingImport],
    ['are of tills that number their orders alike', tillImport],
    ['number the lines of their orders', numberingImport]
  ])('does so too where imports %s, twice and with another in between', async (_what, one) => {
    await fc.assert(
      fc.asyncProperty(importsOf(one, 5), one, fc.nat(), fc.nat(), async (imports, late, first, second) => {
        const a = (first % imports.length) + 1
        const b = ((a + (second % (imports.length - 1))) % imports.length) + 1
        const last = { ...late, label: 'late' }
        const without = (...ids: number[]) => imports.filter((_, i) => !ids.includes(i + 1))
        const dbs = await Promise.all([workspaceOf(imports), workspaceOf(without(a)), workspaceOf([...without(a, b), last])])
        const [undone, once, twice] = dbs
        try {
          await undoIn(undone, a, quiet)
          expect(dump(undone)).toEqual(dump(once))
          await store(undone, last)
          await undoIn(undone, b, quiet)
          expect(dump(undone)).toEqual(dump(twice))
          expect(value(undone, 'SELECT SUM(rows_stored) FROM source')).toBe(value(undone, 'SELECT COUNT(*) FROM order_line'))
          expect(all(undone, 'PRAGMA foreign_key_check')).toEqual([])
        } finally {
          for (const db of dbs) db.close()
        }
      }),
      { numRuns: runs(7) }
    )
  })

  it('is not troubled by files that came once more: they changed nothing', async () => {
    await fc.assert(
      fc.asyncProperty(importsOf(correctingImport, 4), fc.nat(), async (imports, pick) => {
        const again = imports[pick % imports.length]
        const db = await workspaceOf(imports)
        try {
          const { workspace, ...before } = dump(db)
          if (again !== undefined) await store(db, { ...again, label: 'again' })
          const { workspace: _, sources, rejected = [], ...after } = dump(db)
          const isAgain = (row: unknown) => String((row as { source: string }).source).startsWith('again/')
          expect({ ...after, rejected: rejected.filter((row) => !isAgain(row)), sources: before.sources }).toEqual(before)
          expect(rejected.filter(isAgain)).toMatchObject(rejected.filter(isAgain).map(() => ({ settled: 'again' })))
          expect(sources?.slice(before.sources?.length)).toMatchObject((again?.groups.flat() ?? []).map(() => ({ rows_stored: 0 })))
          await undoIn(db, imports.length + 1, quiet)
          expect(dump(db)).toEqual({ ...before, workspace })
        } finally {
          db.close()
        }
      }),
      { numRuns: runs(7) }
    )
  })

  it('works again and again, with imports in between', async () => {
    await fc.assert(
      fc.asyncProperty(anyImports(4), anyImport, fc.nat(), fc.nat(), async (imports, late, first, second) => {
        const order = imports.map((_, i) => i + 1)
        const a = order[first % order.length] ?? 1
        const rest = order.filter((id) => id !== a)
        const b = rest[second % rest.length] ?? 1
        const left = imports.filter((_, i) => i + 1 !== a && i + 1 !== b)
        const last = { ...late, label: 'late' }
        const [undone, fresh] = [await workspaceOf(imports), await workspaceOf([...left, last])]
        try {
          await undoIn(undone, a, quiet)
          await store(undone, last)
          await undoIn(undone, b, quiet)
          expect(dump(undone)).toEqual(dump(fresh))
        } finally {
          undone.close()
          fresh.close()
        }
      }),
      { numRuns: runs(7) }
    )
  })

  it('and merging customers in between do not get in each other’s way', async () => {
    const pairs = fc.array(fc.tuple(fc.constantFrom('C1', 'C2', 'C3', 'C4'), fc.constantFrom('C1', 'C2', 'C3', 'C4')), { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(anyImports(3), anyImport, pairs, fc.nat(), async (imports, late, merges, pick) => {
        const which = pick % imports.length
        const last = { ...late, label: 'late' }
        const [merged, fresh] = [await workspaceOf(imports), await workspaceOf([...imports.filter((_, i) => i !== which), last])]
        try {
          for (const [into, other] of merges) join(merged, into, other)
          await store(merged, last)
          await undoIn(merged, which + 1, quiet)
          const members = all<{ id: number }>(merged, 'SELECT id FROM customer WHERE same_as IS NOT NULL ORDER BY id')
          for (const { id } of members) unmerge(merged, id)
          await summarise(merged, quiet)
          expect(dump(merged)).toEqual(dump(fresh))
        } finally {
          merged.close()
          fresh.close()
        }
      }),
      { numRuns: runs(7) }
    )
  })

  it('of all imports leaves an empty workspace', async () => {
    await fc.assert(
      fc.asyncProperty(anyImports(3), async (imports) => {
        const [undone, fresh] = [await workspaceOf(imports), emptyWorkspace()]
        try {
          for (let id = imports.length; id > 0; id--) await undoIn(undone, id, quiet)
          const { workspace, ...rest } = dump(undone)
          expect(rest).toEqual({ ...dump(fresh), workspace: undefined, ...rest })
          expect(Object.values(rest).flat()).toEqual([])
          expect(workspace).toMatchObject([{ customers: 0, order_lines: 0, sources: 0 }])
          for (const table of ['import_change', 'order_line_claim']) expect(all(undone, `SELECT * FROM ${table}`)).toEqual([])
        } finally {
          undone.close()
          fresh.close()
        }
      }),
      { numRuns: runs(7) }
    )
  })
})
