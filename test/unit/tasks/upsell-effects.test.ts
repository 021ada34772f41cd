import { describe, expect, it } from 'vitest'
import { effectsOf, type PlacedOffer } from '../../../src/main/core/tasks/upsell-effects.ts'
import { historyOf } from '../../fixtures/history.ts'

const history = historyOf(
  Array.from({ length: 80 }, () => [[0, [0]]]),
  [0],
  [1],
  100
)
const names = { category: [], channel: [], product: [], segment: [], contact: [] }
/** Every second customer gets variant A, which is taken more. */
const offers = (variants: readonly string[], channels: readonly string[]): PlacedOffer[] =>
  Array.from({ length: 80 }, (_, customer) => ({
    customer,
    campaign: 'Spring',
    offer: 'Cups',
    variant: variants[customer % variants.length] as string,
    control: false,
    channel: channels[customer % channels.length] as string,
    day: 20,
    accepted: customer % 2 === 0 ? customer % 4 === 0 : customer % 10 === 1
  }))

describe('what offers did', () => {
  it('asks two variants once: the one that is taken more beside the other', () => {
    for (const variants of [
      ['A', 'B'],
      ['B', 'A']
    ]) {
      const found = effectsOf(history, names, offers(variants, ['mail']))
      expect(found.map(({ variant, by }) => [variant, by])).toEqual([[variants[0], 'variant']])
      expect(found[0]?.difference).toBeGreaterThan(0)
    }
  })

  it('asks each of three, and of two channels only one; one without a name is only compared with', () => {
    const found = effectsOf(history, names, offers(['A', 'B', 'C'], ['mail', 'sms']))
    expect(found.map(({ variant }) => variant).sort()).toEqual(['A', 'B', 'C', 'mail'])
    expect(effectsOf(history, names, offers(['A'], ['', 'sms'])).map(({ variant }) => variant)).toEqual(['sms'])
  })
})
