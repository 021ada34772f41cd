/** What offers do: who bought after them beside who got none, and which variant is taken most. */
import { wilson } from '../intervals.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { twoShares } from '../math/two-shares.ts'

export interface Share {
  hits: number
  of: number
  share: number
  low: number
  high: number
}

export function shareOf(hits: number, of: number): Share {
  const [low, high] = wilson(hits, of)
  return { hits, of, share: of > 0 ? hits / of : Number.NaN, low, high }
}

/**
 * Interval of the difference of two independent shares from their Wilson intervals.
 *
 * Source: R. Newcombe (1998), Interval estimation for the difference between independent proportions, method 10.
 */
export function differenceOf(a: Share, b: Share): { difference: number; low: number; high: number } {
  const difference = a.share - b.share
  return {
    difference,
    low: difference - Math.sqrt((a.share - a.low) ** 2 + (b.high - b.share) ** 2),
    high: difference + Math.sqrt((a.high - a.share) ** 2 + (b.share - b.low) ** 2)
  }
}

export interface Arm {
  name: string
  treated: Share
  against: Share
  difference: number
  low: number
  high: number
  p: number
  /** p adjusted for all that are compared at once. */
  q: number
  verdict: 'validated' | 'not-better' | 'insufficient-data'
}

/** Answers of either kind that both sides need before one can tell. */
const FEWEST = 5

/** Each arm against what it is compared with, with the share of false discoveries kept to 5 % over all of them. */
export function compareArms(arms: readonly { name: string; treated: Share; against: Share }[]): Arm[] {
  const p = arms.map(({ treated, against }) => twoShares(treated.hits, treated.of, against.hits, against.of))
  const q = benjaminiHochberg(p)
  return arms.map((arm, i) => {
    const found = differenceOf(arm.treated, arm.against)
    const scarce = arm.treated.of < 2 * FEWEST || arm.against.of < 2 * FEWEST || arm.treated.hits + arm.against.hits < FEWEST
    const better = (q[i] as number) < 0.05 && found.difference > 0
    return {
      ...arm,
      ...found,
      p: p[i] as number,
      q: q[i] as number,
      verdict: scarce ? 'insufficient-data' : better ? 'validated' : 'not-better'
    }
  })
}
