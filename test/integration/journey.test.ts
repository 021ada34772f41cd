import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeSampleShop } from '../../src/main/core/sample/index.ts'
import { bottlenecks } from '../../src/shared/journey.ts'
import type { JourneyView } from '../../src/shared/model/journey.ts'
import { openTestApp } from '../fixtures/orders-app.ts'

const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data')
const ecom = path.join(data, 'journeys/ecom.retentioneering-5.csv.gz')
const days = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000

async function readOf(file: string): Promise<JourneyView> {
  const test = openTestApp()
  onTestFinished(() => test.dispose())
  await test.call('workspace.create', { name: 'shop' })
  const name = path.basename(file)
  const id = file.endsWith('.gz') ? test.file(name.replace(/\.gz$/, ''), gunzipSync(readFileSync(file))) : file
  await test.call('import.start', { files: [id], label: name })
  await test.call('journey.run', {})
  const view = await test.call('journey.view', {})
  if (view === null) throw new Error('The journey was read, and is not there.')
  for (const { stage, customers, moved, stayed, open } of view.stages) {
    for (const [group, expected] of Object.entries({ entered: customers, moved, stayed, open })) {
      // Not known, or nowhere to go on to.
      if (expected === null) continue
      const pick = { kind: 'stage' as const, stage: stage.id, group: group as 'entered' }
      expect((await test.call('customers.list', { among: { of: 'journey', pick } })).total, `${stage.role} ${group}`).toBe(expected)
    }
  }
  for (const change of view.changes) {
    const { total } = await test.call('customers.list', { among: { of: 'journey', pick: { kind: 'change', change: change.id } } })
    expect(total).toBe(change.customers)
  }
  for (const point of view.painPoints) {
    const pick = { kind: 'pain' as const, stage: point.stage, code: point.code, group: 'met' as const }
    expect((await test.call('customers.list', { among: { of: 'journey', pick } })).total, point.label).toBe(point.customers)
  }
  for (const { stage, by, group, segment, inside } of view.gaps) {
    const pick = { kind: 'gap' as const, stage, by, group, segment }
    expect((await test.call('customers.list', { among: { of: 'journey', pick } })).total, group).toBe(inside.of)
  }
  return view
}

describe.skipIf(!existsSync(ecom))('the published shop log', () => {
  it('gives the planted incidents with about the right dates, nothing else as surely, and the counts of pandas', async () => {
    const view = await readOf(ecom)
    const sure = view.changes.filter(({ certainty }) => certainty === 'sure')
    expect(sure).toHaveLength(2)
    const payment = sure.find(({ from }) => from === 'payment_details')
    expect(payment).toMatchObject({ unit: 'visits', to: '', by: null })
    expect(payment?.missing).toBeGreaterThan(40)
    expect(days(payment?.firstDay ?? '', '2024-05-19')).toBeLessThanOrEqual(3)
    expect(days(payment?.lastDay ?? '', '2024-06-07')).toBeLessThanOrEqual(3)
    expect(payment?.signs[0]?.label).toBe('payment_error')
    const bug = sure.find(({ from }) => from === 'shipping_details')
    expect(bug).toMatchObject({ unit: 'visits', to: 'payment_details', by: 'device', group: 'mobile' })
    expect(days(bug?.firstDay ?? '', '2024-04-09')).toBeLessThanOrEqual(7)
    expect(days(bug?.lastDay ?? '', '2024-05-09')).toBeLessThanOrEqual(7)
    expect(bug?.signs[0]?.label).toBe('checkout_bug')

    const reference = JSON.parse(readFileSync(path.join(import.meta.dirname, '../reference/journey.json'), 'utf8'))
    expect(view.window).toBe(reference.windowDays)
    for (const [s, expected] of reference.ecom.entries()) {
      const { stage, customers, moved, stayed, open, conversion, days } = view.stages[s] as JourneyView['stages'][number]
      expect({ stage: stage.role, customers }).toEqual({ stage: expected.stage, customers: expected.customers })
      if (expected.moved === undefined) continue
      expect({ moved, stayed, open }).toEqual({ moved: expected.moved, stayed: expected.stayed, open: expected.open })
      for (const key of ['low', 'high'] as const) expect(conversion?.[key]).toBeCloseTo(expected[key], 12)
      expect(conversion?.share).toBeCloseTo(expected.conversion, 12)
      if (expected.medianDays === null) expect(days.median).toBeNull()
      else expect(days.median).toBeCloseTo(expected.medianDays, 9)
    }
  }, 120_000)
})

describe('the sample shop', () => {
  it('shows its planted bottleneck first, on the device and in the weeks in which it was', async () => {
    const test = openTestApp()
    onTestFinished(() => test.dispose())
    const folder = path.join(test.folder, 'shop')
    await writeSampleShop({ folder })
    const planted = JSON.parse(readFileSync(path.join(folder, 'planted.json'), 'utf8')).bottleneck
    const view = await readOf(folder)
    const [first] = bottlenecks(view)
    expect(first?.kind).toBe('change')
    if (first?.kind !== 'change') return
    expect(first.change).toMatchObject({ from: 'checkout_start', to: '', by: 'device', group: 'mobile', certainty: 'sure' })
    expect(days(first.change.firstDay, planted.from)).toBeLessThanOrEqual(2)
    expect(days(first.change.lastDay, planted.to)).toBeLessThanOrEqual(2)
    expect(view.changes.filter(({ certainty }) => certainty === 'sure')).toHaveLength(1)
  }, 300_000)
})
