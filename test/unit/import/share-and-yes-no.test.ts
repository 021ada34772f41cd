import { describe, expect, it } from 'vitest'
import { parseBoolean } from '../../../src/main/core/import/values/boolean.ts'
import { toText } from '../../../src/main/core/import/values/number.ts'
import { parsePercent } from '../../../src/main/core/import/values/percent.ts'

describe('shares', () => {
  it.each([
    ['12%', '.', '0.12'],
    ['12.5 %', '.', '0.125'],
    ['12,5 %', ',', '0.125'],
    ['-3%', '.', '-0.03'],
    ['(3%)', '.', '-0.03'],
    ['%12', '.', '0.12'],
    ['12 Prozent', '.', '0.12'],
    ['1,250 %', '.', '12.5'],
    ['0.125', '.', '0.125'],
    ['100%', '.', '1']
  ] as const)('%s', (text, sign, value) => {
    const exact = parsePercent(text, sign)
    expect(exact && toText(exact)).toBe(value)
  })
  it.each(['%', '12%%', 'twelve %', '12 % off', '12,5 %'])('refuses %s', (text) => expect(parsePercent(text, '.')).toBeNull())
})

describe('yes and no', () => {
  it.each(['true', 'TRUE', 'Yes', 'y', '1', '1.0', 'ja', 'oui', 'Sí', 'sì', 'sim', 'vero', 'Verdadero', 'waar', 'wahr', 'vrai', 'on', 'x'])(
    '%s is yes',
    (text) => expect(parseBoolean(text)).toBe(true)
  )
  it.each(['false', 'No', 'N', '0', '0.0', 'nein', 'non', 'não', 'nee', 'falsch', 'faux', 'falso', 'onwaar', 'off'])('%s is no', (text) =>
    expect(parseBoolean(text)).toBe(false)
  )
  it.each(['', '2', 'maybe', 'yes please', 'none', 'wahrscheinlich'])('%s is neither', (text) => expect(parseBoolean(text)).toBeNull())
})
