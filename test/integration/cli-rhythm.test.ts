import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRng } from '../../src/engines/math/rng.ts'
import { sextant, temporaryFolder } from './cli.support.ts'

let folder: string
const write = (name: string, content: string) => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

/** 200 customers who order every few weeks, some of whom stop. */
function eventLog(): string {
  const rng = seededRng(4)
  const rows: string[] = []
  for (let customer = 0; customer < 200; customer++) {
    const gap = 5 + 60 * rng() ** 2
    const level = 20 / (0.4 + rng())
    // Some leave soon, some never.
    const until = -Math.log(1 - rng()) * 60 * (1 / rng() - 0.9)
    for (let day = Math.floor(60 * rng()); day < Math.min(until, 365); day += Math.ceil(-gap * Math.log(1 - rng()))) {
      rows.push(
        `C${customer},${new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10)},${(level * (0.7 + 0.6 * rng())).toFixed(2)}`
      )
    }
  }
  return rows.join('\n')
}

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('lab: the models of buying', () => {
  const models = ['bgnbd', 'mbgnbd', 'paretonbd', 'mbgcnbdk']

  it.each(models)('%s is fitted to an event log, the same bytes each time', async (model) => {
    const file = write('log.csv', eventLog())
    const columns = ['--no-header', '--customer', '1', '--date', '2', '--value', '3', '--calibration-end', '2023-09-30']
    const call = ['lab', model, '--input', file, ...columns, '--json']
    const { code, stdout, stderr, json } = await sextant(...call)
    expect([code, stderr]).toEqual([0, ''])
    const found = json()
    expect(found).toMatchObject({ algorithm: model, seed: 1, converged: true, params: { unit: 'week', calibrationEnd: '2023-09-30' } })
    expect(Object.keys(found.parameters)).toEqual(
      {
        bgnbd: ['r', 'alpha', 'a', 'b'],
        mbgnbd: ['r', 'alpha', 'a', 'b'],
        paretonbd: ['r', 'alpha', 's', 'beta'],
        mbgcnbdk: ['r', 'alpha', 'a', 'b', 'k']
      }[model] ?? []
    )
    for (const error of Object.values(found.standardErrors)) expect(error).toBeGreaterThan(0)
    expect(found.logLikelihood).toBeLessThan(0)
    expect(found.holdout.expected / found.holdout.orders).toBeGreaterThan(0.5)
    expect(found.holdout.expected / found.holdout.orders).toBeLessThan(2)
    expect(stdout).not.toMatch(/NaN|Infinity/)
    expect((await sextant(...call)).stdout).toBe(stdout)
    expect((await sextant(...call, '--timing')).json().timing).toEqual({ loadMs: expect.any(Number), engineMs: expect.any(Number) })
    expect((await sextant(...call.slice(0, -1))).stdout).toMatch(/Converged\. 4 of 4 starts came there\./)
  })

  it('tell of each customer when they are asked for a horizon, in days too', async () => {
    const file = write('log.csv', eventLog())
    const log = ['--no-header', '--customer', '1', '--date', '2', '--unit', 'day', '--horizon', '91']
    const { customers } = (await sextant('lab', 'mbgnbd', '--input', file, ...log, '--json')).json()
    expect(customers).toHaveLength(
      new Set(
        eventLog()
          .split('\n')
          .map((row) => row.split(',')[0])
      ).size
    )
    for (const { alive, order, expected } of customers) {
      expect(order).toBeLessThanOrEqual(alive)
      expect(order).toBeLessThanOrEqual(expected)
    }
  })

  it('fail with a code where there is no rhythm, or no such table', async () => {
    const nobody = write('nobody.csv', 'x,t_x,T\n0,0,9\n0,0,7\n')
    const oneDay = write('one-day.csv', 'who,when\na,2024-03-01\na,2024-03-01\nb,2024-03-01\n')
    for (const model of models) {
      const found = await sextant('lab', model, '--input', nobody, '--json')
      expect([found.code, found.json().error.code]).toEqual([1, 'rhythm.noRepeats'])
      const day = await sextant('lab', model, '--input', oneDay, '--customer', 'who', '--date', 'when', '--json')
      expect([day.code, day.json().error.code]).toEqual([1, 'rhythm.noRepeats'])
    }
    const odd = await sextant('lab', 'bgnbd', '--input', write('odd.csv', 'frequency,recency,T\n1,2,3\n2,9,3\n'), '--json')
    expect([odd.code, odd.json().error]).toMatchObject([
      1,
      { code: 'rhythm.badHistory', message: expect.stringContaining('odd.csv, line 3') }
    ])
  })

  it.each([
    [['--date', '2']],
    [['--customer', '1']],
    [['--unit', 'week']],
    [['--customer', '1', '--date', '2', '--unit', 'month']],
    [['--customer', '1', '--date', '2', '--calibration-end', '2024-02-31']],
    [['--k', '2']],
    [['--horizon', '-1']]
  ])('usage %j exits 2', async (args) => {
    const { code, json } = await sextant('lab', 'bgnbd', '--input', write('u.csv', 'a,b\n1,2\n'), ...args, '--json')
    expect([code, json().error.code]).toEqual([2, 'cli.usage'])
  })
})

describe('lab gamma-gamma and isolation-forest', () => {
  it('gamma-gamma tells what an order is worth', async () => {
    const log = ['--no-header', '--customer', '1', '--date', '2', '--value', '3']
    const call = ['lab', 'gamma-gamma', '--input', write('log.csv', eventLog()), ...log, '--each', '--json']
    const { code, json, stdout } = await sextant(...call)
    expect(code).toBe(0)
    expect(Object.keys(json().parameters)).toEqual(['p', 'q', 'v'])
    for (const { expected } of json().customers) {
      expect(expected).toBeGreaterThan(10)
      expect(expected).toBeLessThan(60)
    }
    expect((await sextant(...call)).stdout).toBe(stdout)
    const text = (await sextant(...call.slice(0, -2))).stdout
    expect(text).toMatch(/Rank correlation/)
  })

  it('isolation-forest scores each row, and says why the strangest is strange', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `r${i},${(i * 7) % 13},${(i * i) % 17}`)
    const file = write('table.csv', ['id,a,b', ...rows, 'odd,6,400', ''].join('\n'))
    const call = ['lab', 'isolation-forest', '--input', file, '--seed', '0', '--reasons', '1', '--json']
    const { code, json, stdout } = await sextant(...call)
    expect(code).toBe(0)
    const { scores, reasons, n, p, seed, params } = json()
    expect({ n, p, seed, params }).toEqual({ n: 301, p: 2, seed: 0, params: { trees: 100, sample: 256 } })
    expect(scores).toHaveLength(301)
    expect(scores.indexOf(Math.max(...scores))).toBe(300)
    expect(reasons).toMatchObject([{ line: 302, columns: [{ column: 'b', value: 400 }, { column: 'a' }] }])
    expect((await sextant(...call)).stdout).toBe(stdout)
    expect((await sextant('lab', 'isolation-forest', '--input', file)).stdout).toMatch(/^301 rows in 2 columns/)
    const wrong = await sextant('lab', 'isolation-forest', '--input', file, '--trees', '0', '--json')
    expect([wrong.code, wrong.json().error.code]).toEqual([2, 'cli.usage'])
  })
})
