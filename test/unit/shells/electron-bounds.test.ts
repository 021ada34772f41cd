import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Area, leastSize, saneBounds } from '../../../src/main/shells/electron/bounds.ts'

const laptop: Area = { x: 0, y: 25, width: 1440, height: 850 }
const right: Area = { x: 1440, y: 0, width: 2560, height: 1400 }
const left: Area = { x: -1920, y: -200, width: 1920, height: 1080 }

describe('where the window comes up', () => {
  it('the first time in the middle of the first display', () => {
    expect(saneBounds(null, [laptop, right])).toEqual({ x: 80, y: 50, width: 1280, height: 800 })
  })

  it.each<[string, Area]>([
    ['on the first display', { x: 100, y: 60, width: 1200, height: 700 }],
    ['on the second', { x: 1600, y: 10, width: 1600, height: 1200 }],
    ['across both', { x: 1000, y: 100, width: 1280, height: 800 }],
    ['partly outside at the right', { x: 3800, y: 300, width: 1280, height: 800 }]
  ])('where it was: %s', (_where, bounds) => {
    expect(saneBounds(bounds, [laptop, right])).toEqual(bounds)
  })

  it('in the middle of the first display when its own is unplugged', () => {
    const there = { x: 1600, y: 100, width: 1280, height: 800 }
    expect(saneBounds(there, [laptop])).toEqual({ x: 80, y: 50, width: 1280, height: 800 })
    expect(saneBounds({ ...there, x: -1500 }, [right, laptop])).toEqual({ x: 2080, y: 300, width: 1280, height: 800 })
  })

  it('on a display that begins left of and above the first', () => {
    const there = { x: -1800, y: -150, width: 1280, height: 800 }
    expect(saneBounds(there, [laptop, left])).toEqual(there)
  })

  it.each<[string, Area]>([
    ['its upper edge is above the display', { x: 100, y: -400, width: 1280, height: 800 }],
    ['only a sliver is left of it', { x: 1430, y: 100, width: 1280, height: 800 }],
    ['it is below the display', { x: 100, y: 870, width: 1280, height: 800 }]
  ])('back in the middle when %s', (_why, bounds) => {
    expect(saneBounds(bounds, [laptop])).toEqual({ x: 80, y: 50, width: 1280, height: 800 })
  })

  it('no larger than its display', () => {
    expect(saneBounds({ x: 0, y: 25, width: 3000, height: 2000 }, [laptop])).toEqual({ x: 0, y: 25, width: 1440, height: 850 })
  })

  it('always where it can be taken hold of, and never smaller than it works', () => {
    const integer = (min: number, max: number) => fc.integer({ min, max })
    const area = fc.record({ x: integer(-5000, 5000), y: integer(-5000, 5000), width: integer(960, 5000), height: integer(600, 3000) })
    const window = fc.record({ x: integer(-9000, 9000), y: integer(-9000, 9000), width: integer(1, 9000), height: integer(1, 9000) })
    fc.assert(
      fc.property(fc.option(window), fc.array(area, { minLength: 1, maxLength: 3 }), (remembered, areas) => {
        const sane = saneBounds(remembered, areas)
        expect(sane.width).toBeGreaterThanOrEqual(leastSize.width)
        expect(sane.height).toBeGreaterThanOrEqual(leastSize.height)
        const held = areas.some((at) => {
          const visible = Math.min(sane.x + sane.width, at.x + at.width) - Math.max(sane.x, at.x)
          return visible >= 120 && sane.y >= at.y && sane.y + 32 <= at.y + at.height
        })
        expect(held).toBe(true)
        expect(saneBounds(sane, areas)).toEqual(sane)
      })
    )
  })
})
