/** Charts of how sure alerts are: options as golden files, the same numbers as tables. */
import { describe, expect, it } from 'vitest'
import { tokens } from '../../../src/renderer/app/tokens.ts'
import { aliveOption, aliveTable } from '../../../src/renderer/charts/alive.ts'
import { calibrationOption, calibrationTable, placedOption } from '../../../src/renderer/charts/calibration.ts'
import type { ChartOption } from '../../../src/renderer/charts/option.ts'

const map = {
  orders: [1, 2, 5],
  weeks: [0, 4, 26],
  cells: [
    { orders: 0, weeks: 0, customers: 12, alive: 0.91 },
    { orders: 1, weeks: 2, customers: 1, alive: 0.08 },
    { orders: 2, weeks: 1, customers: 30, alive: 0.55 }
  ]
}
const group = { customers: 40, expected: 0.2, observed: 0.25, low: 0.08, high: 0.33, inside: true }
const groups = [group, { ...group, expected: 0.5, observed: 0.8, low: 0.34, high: 0.66, inside: false }]
const placed = groups.map((one) => ({ ...one, below: one.expected }))

const charts: Record<string, ChartOption> = {
  alive: aliveOption(map, tokens.light),
  'alive-dark': aliveOption(map, tokens.dark),
  calibration: calibrationOption({ weeks: 4, groups }, tokens.light),
  placed: placedOption(placed, tokens.light)
}

describe('chart options', () => {
  it.each(Object.entries(charts))('%s', async (name, option) => {
    await expect(`${JSON.stringify(option, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
  })

  it.each(Object.entries(charts))('%s is plain data: nothing computes while it is drawn', (_, option) => {
    expect(structuredClone(option)).toEqual(option)
  })
})

it('the map as a table names its rows and columns by what they hold', () => {
  expect(aliveTable(map).rows).toEqual([
    ['1', '0–4', 12, 0.91],
    ['2–4', '26+', 1, 0.08],
    ['5 or more', '4–26', 30, 0.55]
  ])
})

it('what was said and seen are a table with the interval of chance', () => {
  expect(calibrationTable({ groups }).rows[1]).toEqual([0.5, [0.8, 0.34, 0.66], 40])
})
