/** The features of customers from 1,000,000 order lines that are loaded already, beside pandas (grouped sums, one table of the same figures). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { orderFeatures } from '../../src/engines/features/trade.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import type { Trade } from '../../src/shared/model/trade.ts'
import { type Contestant, compare, timed } from './support/measure.ts'
import { startScikitLearn } from './support/scikit-learn.ts'

const LINES = 1_000_000
const ORDERS = 400_000
const CUSTOMERS = 60_000
const CATEGORIES = 9
const CHANNELS = 4
const ROUNDS = 5

function trade(): Trade {
  const rng = seededRng(11)
  const whole = (n: number) => Math.floor(rng() * n)
  const from = Date.UTC(2023, 0, 1) / 1000
  const orderAt = Float64Array.from({ length: ORDERS }, () => from + whole(730 * 86_400))
  const orderOf = Int32Array.from({ length: LINES }, () => whole(ORDERS)).sort()
  const kind = Uint8Array.from({ length: LINES }, () => Number(rng() < 0.03))
  return {
    customers: CUSTOMERS,
    customerOf: Int32Array.from({ length: ORDERS }, () => Math.floor(rng() ** 2 * CUSTOMERS)),
    channelOf: Int32Array.from({ length: ORDERS }, () => whole(CHANNELS)),
    orderOf,
    at: Float64Array.from(orderOf, (order) => orderAt[order] as number),
    amount: Float64Array.from({ length: LINES }, (_, i) => (kind[i] === 1 ? -1 : 1) * (100 + whole(10_000))),
    kind,
    categoryOf: Int32Array.from({ length: LINES }, () => whole(CATEGORIES)),
    discounted: Uint8Array.from({ length: LINES }, () => Number(rng() < 0.2)),
    categories: CATEGORIES,
    channels: CHANNELS,
    knowsDiscounts: true
  }
}

/** As somebody who knows pandas writes it: grouped by numbers, no loops. The value is the sum of all mean gaps. */
const setup = (folder: string) => `
import numpy as np, pandas as pd
def col(name, dtype): return np.fromfile(${JSON.stringify(folder)} + '/' + name, dtype=dtype)
customer_of = col('customerOf', np.int32); channel_of = col('channelOf', np.int32)
lines = pd.DataFrame({'order': col('orderOf', np.int32), 'at': col('at', np.float64), 'amount': col('amount', np.float64),
  'kind': col('kind', np.uint8), 'category': col('categoryOf', np.int32), 'discounted': col('discounted', np.uint8)})
lines['customer'] = customer_of[lines['order'].to_numpy()]
def features():
    sales = lines[lines['kind'] == 0]
    day = (sales['at'].to_numpy() // 86400).astype(np.int64)
    bought = sales.groupby('customer')['amount'].sum()
    back = -lines[(lines['kind'] != 0) & (lines['amount'] < 0)].groupby('customer')['amount'].sum()
    orders = sales.assign(day=day).groupby('order').agg(day=('day', 'min'), discounted=('discounted', 'max'))
    orders['customer'] = customer_of[orders.index.to_numpy()]
    orders['channel'] = channel_of[orders.index.to_numpy()]
    date = pd.to_datetime(orders['day'], unit='D')
    orders['weekend'] = date.dt.dayofweek >= 5
    orders['season'] = date.dt.month % 12 // 3
    of = orders.groupby('customer')
    table = pd.DataFrame({'orders': of.size(), 'discount': of['discounted'].mean(), 'weekend': of['weekend'].mean(), 'returned': (back / bought).clip(0, 1)})
    days = orders[['customer', 'day']].drop_duplicates().sort_values(['customer', 'day'])
    days['gap'] = days['day'].diff().where(days['customer'].eq(days['customer'].shift()))
    gaps = days.groupby('customer')['gap']
    table['gapMean'] = gaps.mean(); table['gapSpread'] = gaps.std()
    mix = sales.groupby(['customer', 'category'])['amount'].sum().unstack(fill_value=0)
    mix = mix.div(mix.sum(axis=1), axis=0)
    values = mix.to_numpy()
    table['variety'] = pd.Series(np.exp(-np.sum(np.where(values > 0, values * np.log(np.where(values > 0, values, 1)), 0), axis=1)), index=mix.index)
    channels = orders.groupby(['customer', 'channel']).size().unstack(fill_value=0)
    seasons = orders.groupby(['customer', 'season']).size().unstack(fill_value=0)
    table = table.join(mix.add_prefix('category')).join(channels.div(channels.sum(axis=1), axis=0).add_prefix('channel')).join(seasons.div(seasons.sum(axis=1), axis=0).add_prefix('season'))
    return table['gapMean'].sum()
`

export async function run(): Promise<void> {
  const input = trade()
  const folder = mkdtempSync(path.join(tmpdir(), 'sextant-bench-'))
  for (const [name, values] of Object.entries(input)) {
    if (typeof values === 'object') writeFileSync(path.join(folder, name), values)
  }
  const peer = await startScikitLearn(setup(folder))
  try {
    const theirs: Contestant[] = peer ? [{ name: 'pandas', peer: true, run: () => peer.measure('features()') }] : []
    const ours: Contestant = {
      name: 'sextant',
      run: () => timed(() => orderFeatures(input).gapMean.reduce((sum, gap) => sum + (Number.isNaN(gap) ? 0 : gap), 0))
    }
    console.log(
      `  ${LINES.toLocaleString('en')} lines, ${CUSTOMERS.toLocaleString('en')} customers; median of ${ROUNDS}, sum of mean gaps last`
    )
    await compare([...theirs, ours], ROUNDS)
  } finally {
    peer?.close()
    rmSync(folder, { recursive: true })
  }
}
