import { fpGrowth } from '../../../engines/rules/fp-growth.ts'
import { rulesOf } from '../../../engines/rules/rules.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, textColumn, withoutBlankRows } from './lab-table.ts'

export interface LabFpGrowthOptions extends LabOptions {
  /** `basket`: a line a basket; `long`: a line an item of a basket. */
  format: 'basket' | 'long'
  support: number
  confidence: number
  minLength: number
  maxLength: number
  /** Of the long format: its columns; the first two if left out. */
  basket?: string | undefined
  item?: string | undefined
}

export const labFpGrowthDefaults = { format: 'basket', support: 0.01, confidence: 0.5, minLength: 2, maxLength: 10 } as const
const MOST_SETS = 2_000_000

export interface LabFpGrowthResult extends LabResult {
  transactions: number
  items: number
  /** Rules with one consequence. */
  count: number
  rules: {
    if: string[]
    then: string
    support: number
    confidence: number
    lift: number
    count: number
    leverage: number
    conviction: number | null
    p: number
    q: number
  }[]
}

/** Association rules of a plain file. @throws lab.*, rules.tooMany, engine.badParameter */
export async function labFpGrowth(input: LabTable, options: LabFpGrowthOptions, ctx: TaskContext): Promise<LabFpGrowthResult> {
  const { support, confidence, minLength, maxLength, format, seed } = options
  checkWhole('seed', seed, 0)
  if (!(support > 0 && support <= 1)) bad('support', support, 'it must be above 0 and at most 1')
  if (!(confidence >= 0 && confidence <= 1)) bad('confidence', confidence, 'it must be from 0 to 1')
  checkWhole('min-length', minLength, 2)
  checkWhole('max-length', maxLength, minLength)
  const table = withoutBlankRows(input)
  const names = new Map<string, number>()
  const lists = format === 'basket' ? table.rows : longLists(table, options)
  const starts = new Int32Array(lists.length + 1)
  const codes: number[] = []
  lists.forEach((cells, b) => {
    const basket = new Set<number>()
    for (const cell of cells) {
      const name = cell.trim()
      if (name === '') continue
      const code = names.get(name) ?? names.size
      names.set(name, code)
      basket.add(code)
    }
    for (const code of basket) codes.push(code)
    starts[b + 1] = codes.length
  })
  const baskets = { starts, items: Int32Array.from(codes), distinct: names.size }
  const least = Math.max(1, Math.ceil(support * lists.length - 1e-9))
  const { found, begun, ended } = await timed(ctx, seed, async (context) =>
    rulesOf(await fpGrowth(baskets, { least, longest: maxLength, most: MOST_SETS }, context), lists.length, confidence, minLength)
  )
  const nameOf = [...names.keys()]
  return {
    ...about('fpgrowth', { format, support, confidence, minLength, maxLength }, seed, {
      data: new Float64Array(),
      n: lists.length,
      p: names.size,
      columns: []
    }),
    transactions: lists.length,
    items: names.size,
    count: found.length,
    rules: found.map((rule) => ({
      if: rule.if.map((code) => nameOf[code] as string),
      // biome-ignore lint/suspicious/noThenProperty: the key of the command line is stable
      then: nameOf[rule.then] as string,
      support: rule.support,
      confidence: rule.confidence,
      lift: rule.lift,
      count: rule.count,
      leverage: rule.leverage,
      conviction: Number.isFinite(rule.conviction) ? rule.conviction : null,
      p: rule.p,
      q: rule.q
    })),
    ...timing(options, begun, ended)
  }
}

function longLists(table: LabTable, { basket, item }: LabFpGrowthOptions): string[][] {
  const [first, second] = table.header
  const baskets = textColumn(table, basket ?? first ?? '')
  const items = textColumn(table, item ?? second ?? '')
  const lists = new Map<string, string[]>()
  baskets.forEach((name, i) => {
    const list = lists.get(name) ?? []
    list.push(items[i] as string)
    lists.set(name, list)
  })
  return [...lists.values()]
}
