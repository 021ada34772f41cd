/** Alerts of the sample shop, whose breaks are planted, and of Online Retail, whose customers are real. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli } from '../../src/shared/messages/en/cli.ts'
import { type AlertKindState, type AlertsResult, alertKinds } from '../../src/shared/model/alerts.ts'
import { type Outcome, root, sextant } from './cli.support.ts'

type Told = Omit<AlertsResult, 'alerts'> & { alerts: (AlertsResult['alerts'][number] & { why: string })[] }

const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-alerts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const importTime = 600_000
const runTime = 300_000

async function ask(workspace: string, ...args: string[]): Promise<{ result: Told; outcome: Outcome }> {
  const outcome = await sextant('alerts', '--workspace', workspace, '--json', ...args)
  expect(outcome.code, outcome.stderr).toBe(0)
  expect(outcome.stdout).not.toMatch(/NaN|Infinity/)
  return { result: outcome.json(), outcome }
}

/** What is promised of each budget: a kind that is on kept within it on at least three former days, and one that is off shows nothing. */
function expectWithin(kinds: readonly AlertKindState[], alerts: Told['alerts'], budget: number): void {
  expect(kinds.map(({ kind }) => kind)).toEqual([...alertKinds])
  for (const { kind, on, precision, low, high, judged, origins, alerts: n, reason } of kinds) {
    expect(alerts.filter((one) => one.kind === kind).length, kind).toBe(on ? n : 0)
    if (!on) {
      expect(reason, kind).not.toBe('within-budget')
      continue
    }
    expect(origins, kind).toBeGreaterThanOrEqual(3)
    expect(low).toBeLessThanOrEqual(precision as number)
    expect(1 - (high as number), kind).toBeLessThanOrEqual(budget)
    expect(1 - (precision as number), kind).toBeLessThanOrEqual(judged >= 300 ? budget + 0.05 : budget)
  }
}

function expectOrdered({ alerts }: Told): void {
  for (const [i, { worth, confidence, value, due, why, evidence }] of alerts.entries()) {
    expect(worth).toBeLessThanOrEqual(alerts[i - 1]?.worth ?? Number.POSITIVE_INFINITY)
    expect(confidence > 0 && confidence < 1 && value >= 0).toBe(true)
    expect(due).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(why).not.toMatch(/\?|undefined|null/)
    expect(Object.keys(evidence).length).toBeGreaterThan(2)
  }
}

/** Each tenth is inside its band, or it is said that not all are; what is said to be inside is. */
function expectCalibrationSaid({ rhythm }: Told, text: string): void {
  const groups = [...(rhythm?.calibration.flatMap((one) => one.groups) ?? []), ...(rhythm?.placed ?? [])]
  expect(groups.length).toBeGreaterThan(15)
  for (const { observed, low, high, inside } of groups) expect(inside).toBe(observed >= low - 1e-9 && observed <= high + 1e-9)
  expect(rhythm?.fits).toBe(groups.every(({ inside }) => inside))
  expect(text).toContain(cli.alerts.fits(rhythm?.fits === true))
}

describe('the sample shop', () => {
  const workspace = path.join(folder, 'sample.sextant')
  const files = path.join(folder, 'sample')
  beforeAll(async () => {
    expect((await sextant('sample', '--out', files)).code).toBe(0)
    expect((await sextant('import', files, '--workspace', workspace, '--json')).code).toBe(0)
  }, importTime)

  it(
    'has its planted breaks among the overdue, its newly regular and its changed tastes, at the precision that is told',
    async () => {
      const { result } = await ask(workspace, '--false-alarm-share', '0.2')
      expectWithin(result.kinds, result.alerts, 0.2)
      expectOrdered(result)
      const planted = JSON.parse(readFileSync(path.join(files, 'planted.json'), 'utf8'))
      const customers = (list: { customer: string }[]) => new Set(list.map(({ customer }) => customer))
      const found = (kind: string) => result.alerts.filter((one) => one.kind === kind).map(({ customer }) => customer as string)
      const state = (kind: string) => result.kinds.find((one) => one.kind === kind) as AlertKindState

      const breaks = customers(planted.rhythmBreaks)
      const overdue = found('overdue')
      expect(overdue.filter((one) => breaks.has(one)).length / breaks.size).toBeGreaterThanOrEqual(0.8)
      const ended = customers(planted.endedProcesses)
      expect(overdue.filter((one) => !ended.has(one)).length / overdue.length).toBeLessThanOrEqual(0.2)

      for (const [kind, list] of [
        ['newly-regular', planted.newlyRegular],
        ['preference-shift', planted.preferenceShifts]
      ] as const) {
        const right = found(kind).filter((one) => customers(list).has(one)).length / found(kind).length
        expect(found(kind).length, kind).toBeGreaterThan(0)
        expect(state(kind).on, kind).toBe(true)
        expect(right, kind).toBeGreaterThanOrEqual((state(kind).low as number) - 0.05)
      }
      // Few of these are new on any one day: those of the last four weeks.
      const unplanned = customers(planted.unplannedPurchases.filter(({ date }: { date: string }) => date > '2025-09-02'))
      expect(found('unplanned-purchase').some((one) => unplanned.has(one))).toBe(true)
    },
    runTime
  )

  it(
    'gives the same bytes again, computed or not, and less of them with a limit',
    async () => {
      const { outcome } = await ask(workspace)
      expect((await ask(workspace)).outcome.stdout).toBe(outcome.stdout)
      expect((await ask(workspace, '--recompute')).outcome.stdout).toBe(outcome.stdout)
      const { result } = await ask(workspace, '--limit', '3')
      expect(result.alerts).toEqual(outcome.json().alerts.slice(0, 3))
      expect(result.total).toBe(outcome.json().alerts.length)
    },
    runTime
  )

  it(
    'is told in words',
    async () => {
      const { stdout, code } = await sextant('alerts', '--workspace', workspace, '--limit', '20')
      expect(code).toBe(0)
      expect(stdout).toMatch(/\d+ alerts as of 30 Sept 2025\./)
      expect(stdout).toMatch(/Usually (every \d+ ± \d+ days|about every \d+ days \(\d+ to \d+\)), \d+ orders so far; now day \d+ since/)
      expect(stdout).toMatch(/of \d+ came true/)
    },
    runTime
  )

  it('refuses what is no share, as wrong usage', async () => {
    for (const share of ['0', '1', 'few']) {
      expect((await sextant('alerts', '--workspace', workspace, '--false-alarm-share', share)).code).toBe(2)
    }
  })
})

describe('too little', () => {
  it(
    'says so, without a number that is none: three weeks, one order each, an order in the future',
    async () => {
      const rows = Array.from(
        { length: 120 },
        (_, i) => `A${i},C${i % 40},2025-03-${String((i % 21) + 1).padStart(2, '0')},Tea,1,${i % 9 === 0 ? 0 : 5}`
      )
      const file = path.join(folder, 'few.csv')
      writeFileSync(file, ['order,customer,date,product,quantity,price', ...rows, 'A999,C1,2031-01-01,Tea,1,5'].join('\n'))
      const workspace = path.join(folder, 'few.sextant')
      const imported = await sextant('import', file, '--workspace', workspace, '--as', 'orders', '--json')
      expect(imported.code, imported.stderr).toBe(0)
      const { result } = await ask(workspace, '--as-of', '2025-03-21')
      expect(result.verdict.level).toBe('insufficient-data')
      expect(result.alerts).toEqual([])
      expect(result.rhythm).toBeNull()
      expect(result.kinds.every(({ on }) => !on)).toBe(true)
      expect(result.notes.find(({ code }) => code === 'alerts.note.later')?.count).toBe(1)
      expect((await sextant('alerts', '--workspace', workspace, '--as-of', '2025-03-21')).stdout).toMatch(/not enough data/)
    },
    runTime
  )
})

const retail = path.join(process.env.SEXTANT_DATA ?? path.join(root, '../shared/data'), 'online-retail/by-day')
describe.skipIf(!existsSync(retail) || readdirSync(retail).length === 0)('Online Retail', () => {
  const workspace = path.join(folder, 'retail.sextant')
  beforeAll(async () => {
    const { code, stderr } = await sextant('import', retail, '--workspace', workspace, '--json')
    expect(code, stderr).toBe(0)
  }, importTime)

  for (const budget of [0.1, 0.2, 0.3]) {
    it(
      `keeps within a budget of ${budget}, or is off`,
      async () => {
        const { result } = await ask(workspace, '--false-alarm-share', String(budget))
        expectWithin(result.kinds, result.alerts, budget)
        expectOrdered(result)
        // At a tenth nothing proves itself here, and so nothing is shown.
        if (budget > 0.1) expect(result.alerts.length).toBeGreaterThan(0)
        expect(result.kinds.filter(({ reason }) => reason.startsWith('no-')).map(({ kind }) => kind)).toEqual([
          'preference-shift',
          'post-complaint-silence',
          'browsing-again'
        ])
        expect(result.rhythm?.calibration.map(({ weeks }) => weeks)).toEqual([4, 13])
        expectCalibrationSaid(result, (await sextant('alerts', '--workspace', workspace, '--false-alarm-share', String(budget))).stdout)
        // Nine places of the wait; one lies outside at most.
        expect(result.rhythm?.placed.filter(({ inside }) => !inside).length).toBeLessThanOrEqual(1)
        // Postage is carried along with what is bought, and is nothing that is bought less.
        expect(result.notes.find(({ code }) => code === 'alerts.note.fees')?.example).toContain('POSTAGE')
        expect(result.alerts.filter(({ evidence }) => /postage|mailout|manual|bank charges/i.test(String(evidence.subject ?? '')))).toEqual(
          []
        )
      },
      runTime
    )
  }
})

const cdnow = path.join(process.env.SEXTANT_DATA ?? path.join(root, '../shared/data'), 'cdnow/CDNOW_sample.txt')
describe.skipIf(!existsSync(cdnow))('CDNOW', () => {
  it(
    'is foretold nearer than by both rules of thumb, calibrated as far as it says, and within the budget on at least three days',
    async () => {
      const rows = readFileSync(cdnow, 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line, i) => {
          const [, customer, day = '', quantity, amount] = line.trim().split(/\s+/)
          return `${i + 1},C${customer},${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)},${quantity},${amount}`
        })
      const file = path.join(folder, 'cdnow.csv')
      writeFileSync(file, ['order,customer,date,quantity,amount', ...rows].join('\n'))
      const workspace = path.join(folder, 'cdnow.sextant')
      expect((await sextant('import', file, '--workspace', workspace, '--as', 'orders', '--json')).code).toBe(0)
      const { result } = await ask(workspace, '--false-alarm-share', '0.2')
      expectWithin(result.kinds, result.alerts, 0.2)
      expectOrdered(result)
      const { rhythm } = result
      expect(rhythm?.used).toBe('model')
      expect(rhythm?.model.meanAbsoluteError).toBeLessThan(rhythm?.naive.samePeriod.meanAbsoluteError as number)
      expect(rhythm?.model.meanAbsoluteError).toBeLessThan(rhythm?.naive.recencyCut.meanAbsoluteError as number)
      expect(Math.abs(rhythm?.model.bias as number)).toBeLessThan(0.1)
      expect(rhythm?.calibration.map(({ weeks }) => weeks)).toEqual([4, 13])
      expectCalibrationSaid(result, (await sextant('alerts', '--workspace', workspace, '--false-alarm-share', '0.2')).stdout)
    },
    runTime
  )
})
