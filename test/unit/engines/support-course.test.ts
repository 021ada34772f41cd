import { expect, it } from 'vitest'
import { supportCourse } from '../../../src/engines/support/course.ts'

const column = (values: readonly number[]) => Float64Array.from(values)

it('tells each period by itself, and of nothing what too few say', () => {
  const tickets = {
    n: 7,
    period: Int32Array.of(0, 0, 0, 0, 0, 1, 1),
    rating: column([0.2, 0.4, 0.6, 0.8, 1, 1, 1]),
    resolution: column([1, 10, 100, 10, Number.NaN, 5, 5])
  }
  const nobody = { n: 0, customer: column([]), period: Int32Array.of() }
  expect(supportCourse(tickets, nobody, 2)).toEqual([
    { tickets: 5, rating: 0.6, resolution: null, again: null },
    { tickets: 2, rating: null, resolution: null, again: null }
  ])
  const timed = supportCourse({ ...tickets, resolution: column([1, 10, 100, 10, 10, 5, 5]) }, nobody, 2)
  expect(timed[0]?.resolution).toBeCloseTo(10, 12)
  // A minute or six is no difference, and none takes no time at all.
  const quick = supportCourse({ ...tickets, resolution: column([0, 0, 0, 0, 0, 5, 5]) }, nobody, 2)
  expect(quick[0]?.resolution).toBeCloseTo(0.1, 12)
})

it('asks who bought in the period before whether they bought again, each once', () => {
  const none = { n: 0, period: Int32Array.of(), rating: column([]), resolution: column([]) }
  const ten = Array.from({ length: 10 }, (_, customer) => customer)
  const bought = [...ten.map((customer) => [customer, -1]), ...[0, 1, 2, 2, 2].map((customer) => [customer, 0]), [0, 1], [99, 1]] as [
    number,
    number
  ][]
  const purchases = {
    n: bought.length,
    customer: Float64Array.from(bought, ([customer]) => customer),
    period: Int32Array.from(bought, ([, period]) => period)
  }
  expect(supportCourse(none, purchases, 2).map(({ again }) => again)).toEqual([0.3, null])
})
