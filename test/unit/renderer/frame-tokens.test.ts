import { describe, expect, it } from 'vitest'
import { cssVariables, slotMark, slotNames, tokens } from '../../../src/renderer/app/tokens.ts'

type Rgb = [number, number, number]

/** Linear light, 0..1. */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const luminance = ([r, g, bl]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * bl
  const [x, y] = [luminance(linear(a)), luminance(linear(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** Oklab (Ottosson 2020). */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}

/** Full dichromacy (Machado, Oliveira and Fernandes 2009), on linear light. */
const visions: Record<string, [Rgb, Rgb, Rgb]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ]
}

function seen(hex: string, matrix: [Rgb, Rgb, Rgb]): Rgb {
  const [r, g, b] = linear(hex)
  const row = (m: Rgb) => Math.max(0, m[0] * r + m[1] * g + m[2] * b)
  return oklab([row(matrix[0]), row(matrix[1]), row(matrix[2])])
}

describe.each(['light', 'dark'] as const)('the %s tokens', (scheme) => {
  const t = tokens[scheme]
  const grounds = [t.ground, t.surface]

  it.each(['ink', 'muted', 'primary', 'bad'] as const)('%s is readable on every ground', (name) => {
    for (const ground of [...grounds, t.hover, t.selected]) expect(contrast(t[name], ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['brass', 'good', 'caution'] as const)('%s is readable where nothing is selected', (name) => {
    for (const ground of [...grounds, t.hover]) expect(contrast(t[name], ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('text on primary is readable', () => {
    expect(contrast(t.onPrimary, t.primary)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(t.slots)('$name is visible as a mark', ({ color }) => {
    for (const ground of grounds) expect(contrast(color, ground)).toBeGreaterThanOrEqual(3)
  })

  it.each(Object.entries(visions))('slots are told apart by %s colour vision', (vision, matrix) => {
    const apart = t.slots.flatMap((a, i) =>
      t.slots.slice(i + 1).map((b) => {
        const [p, q] = [seen(a.color, matrix), seen(b.color, matrix)]
        return { pair: `${a.name}-${b.name}`, distance: Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) }
      })
    )
    // Shape tells them apart as well, so a dichromat's distance may be smaller.
    const least = vision === 'full' ? 0.12 : 0.05
    expect(apart.filter(({ distance }) => distance < least)).toEqual([])
  })
})

describe('slots', () => {
  it('are eight, each with a shape of its own, the same in both themes', () => {
    expect(new Set(tokens.light.slots.map(({ path }) => path)).size).toBe(8)
    expect(tokens.dark.slots.map(({ path }) => path)).toEqual(tokens.light.slots.map(({ path }) => path))
    expect(tokens.light.slots.map(({ name }) => name)).toEqual(slotNames)
  })

  it('beyond the eighth come once more with a hole: as many looks as there can be segments', () => {
    const looks = Array.from({ length: 16 }, (_, slot) => slotMark(tokens.light, slot))
    expect(new Set(looks.map(({ path }) => path)).size).toBe(16)
    expect(looks[9]).toMatchObject({ name: 'vermilion', color: looks[1]?.color, path: expect.stringContaining(looks[1]?.path ?? '-') })
  })
})

describe('the variables', () => {
  it('hold the same colours', () => {
    const variables = cssVariables(tokens.dark)
    expect(variables['--sx-ground']).toBe(tokens.dark.ground)
    expect(variables['--sx-on-primary']).toBe(tokens.dark.onPrimary)
    expect(variables['--sx-slot-7']).toBe(tokens.dark.slots[7]?.color)
  })
})
