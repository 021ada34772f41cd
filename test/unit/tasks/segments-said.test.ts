import { afterEach, describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { renameSegment } from '../../../src/main/core/db/queries/segment-identity.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { scoreSegments } from '../../../src/main/core/tasks/segment-score.ts'
import { segments } from '../../../src/main/core/tasks/segments.ts'
import { type SegmentsResult, SegmentsParams as schema } from '../../../src/shared/model/segments.ts'
import { addImport, type Line, workspaceOf } from './segments-workspace.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => Date.UTC(2024, 6, 1) }
const features = ['recency', 'frequency', 'meanOrderValue']

const opened: { remove(): void }[] = []
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.remove()
})

const kinds = {
  Small: { size: 40, orders: 2, amount: 800, last: 150 },
  Dear: { size: 34, orders: 2, amount: 40_000, last: 150 },
  Often: { size: 28, orders: 12, amount: 900, last: 170 },
  Both: { size: 22, orders: 12, amount: 42_000, last: 170 }
}
type Kind = keyof typeof kinds

/** Four kinds of customers that are well apart, by code. */
function shop(seed: number, prefix = ''): Line[] {
  const rng = seededRng(seed)
  return (Object.keys(kinds) as Kind[]).flatMap((kind) => {
    const { size, orders, amount, last } = kinds[kind]
    return Array.from({ length: size }, (_, c) =>
      Array.from({ length: orders }, (_, o): Line => {
        const day = last - 10 * o - Math.floor(rng() * 9)
        const at = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10)
        return {
          customer: `${kind}-${prefix}${c}`,
          order: `${kind}-${prefix}${c}-${o}`,
          at,
          amount: Math.round(amount * (0.8 + 0.4 * rng()))
        }
      })
    ).flat()
  })
}

function open() {
  const { file, db, remove } = workspaceOf(shop(1))
  opened.push({ remove })
  const input = { workspacePath: file, asOf: '2024-06-30' }
  const run = (k: number) => segments({ ...input, params: schema.parse({ features, k }), recompute: false }, ctx)
  const again = (k: number) => segments({ ...input, params: schema.parse({ features, k }), recompute: true }, ctx)
  const score = () => scoreSegments(input, ctx)
  /** Of each segment with a name of the user's, the kinds of its members. */
  function said({ segments: found }: SegmentsResult): Record<string, string> {
    const kindsOf = db
      .prepare<[number], string>(
        `SELECT group_concat(kind) FROM (SELECT DISTINCT substr(code, 1, instr(code, '-') - 1) AS kind
           FROM segment_member JOIN customer ON customer.id = customer_id WHERE segment_id = ? ORDER BY 1)`
      )
      .pluck()
    return Object.fromEntries(found.filter(({ given }) => given).map(({ id, name }) => [name, kindsOf.get(id) ?? '']))
  }
  /** Calls each segment what its members are. */
  function name(result: SegmentsResult): void {
    const kindOf = db
      .prepare<[number], string>(
        `SELECT substr(code, 1, instr(code, '-') - 1) FROM segment_member JOIN customer ON customer.id = customer_id WHERE segment_id = ? LIMIT 1`
      )
      .pluck()
    for (const { id } of result.segments) renameSegment(db, id, `My ${kindOf.get(id)}`)
  }
  return { db, run, again, score, said, name }
}

const all = { 'My Small': 'Small', 'My Dear': 'Dear', 'My Often': 'Often', 'My Both': 'Both' }

describe('what the user called segments', () => {
  it.each([[[2]], [[3]], [[2, 3]], [[3, 2, 5]], [[7, 2]], [[2, 8, 3]]])(
    'belongs to the people who were meant, whatever numbers of segments are tried: %j',
    async (tried) => {
      const { run, said, name } = open()
      name(await run(4))
      for (const k of tried) {
        for (const [given, kinds] of Object.entries(said(await run(k)))) expect(kinds.split(',')).toContain(given.slice(3))
      }
      expect(said(await run(4))).toEqual(all)
    }
  )

  it.each([2, 3, 12])('is given up, and said to be, where those who were meant are no longer most of the segment: %i', async (k) => {
    const { run, name } = open()
    name(await run(4))
    const { compared, segments: now } = await run(k)
    const kept = now.filter(({ given }) => given).map(({ name: own }) => own)
    const renamed = compared?.renamed ?? []
    const lost = [...renamed.map(({ from }) => from), ...(compared?.gone ?? []).map(({ name: gone }) => gone)]
    expect([...lost, ...kept].sort()).toEqual(Object.keys(all).sort())
    expect(lost).not.toEqual([])
    expect(renamed.map(({ why }) => why)).toEqual(renamed.map(() => 'people'))
  })

  it('is kept while customers are only put into the groups, and when the run is made again', async () => {
    const { db, run, again, score, said, name } = open()
    name(await run(4))
    addImport(db, shop(2, 'n'))
    expect(said(await score())).toEqual(all)
    await run(2)
    const four = await run(4)
    expect(said(four)).toEqual(all)
    expect(said(await again(4))).toEqual(all)
  })

  it('is forgotten of a group that was called otherwise, or whose name others have now', async () => {
    const { db, run, said, name } = open()
    const first = await run(4)
    name(first)
    const two = await run(2)
    const taken = two.segments.find(({ given }) => !given) ?? two.segments[0]
    renameSegment(db, taken?.id ?? 0, 'My Both')
    await run(3)
    const last = said(await run(4))
    expect(last['My Both']).not.toBe('Both')
  })
})
