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

/** Yes and no of several people, each of whom may have been asked more than once. Parallel. */
export interface Answers {
  /** Whose answer it is. */
  unit: number[]
  /** 1: yes. */
  hit: number[]
}

/** What each of them adds to the distance of the share from itself: sums over people of answer − share, divided by the number of answers. */
function influence({ unit, hit }: Answers): { share: number; of: number; own: Map<number, number> } {
  const of = unit.length
  const share = hit.reduce((sum, one) => sum + one, 0) / of
  const own = new Map<number, number>()
  unit.forEach((u, i) => {
    own.set(u, (own.get(u) ?? 0) + ((hit[i] as number) - share) / of)
  })
  return { share, of, own }
}

/** Variance of the sum over independent people. */
function varianceOf(own: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const one of own.values()) sum += one * one
  return (sum * own.size) / Math.max(1, own.size - 1)
}

/**
 * A share of answers with the interval of as many independent ones as they are worth (design effect, at least 1): ten answers of one person tell less than
 * one of each of ten. Where all say the same, a person counts once.
 *
 * Source: L. Kish (1965), Survey sampling, 8.2; E. Wilson (1927).
 */
export function shareOfAnswers(answers: Answers): Share {
  const hits = answers.hit.reduce((sum, one) => sum + one, 0)
  const { share, of, own } = influence(answers)
  if (own.size === of) return shareOf(hits, of)
  const variance = (share * (1 - share)) / of
  const effect = variance > 0 ? Math.max(1, varianceOf(own) / variance) : of / own.size
  const { low, high } = shareOf(hits / effect, of / effect)
  return { hits, of, share, low, high }
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

/** People of either side, half as many of whom said yes, before one can tell. */
const FEWEST = 10

/**
 * Each arm against what it is compared with, with the share of false discoveries kept to 5 % over all of them. People are the unit: who was asked
 * several times, on one side or on both, counts once, by the variance of the difference over people beside that of as many independent answers.
 */
export function compareArms(arms: readonly { name: string; treated: Answers; against: Answers }[]): Arm[] {
  const compared = arms.map(({ name, treated, against }) => {
    const [a, b] = [shareOfAnswers(treated), shareOfAnswers(against)]
    const effect = designEffect(treated, against)
    const [lessA, lessB] = [a, b].map(({ hits, of }) => shareOf(hits / effect, of / effect)) as [Share, Share]
    const [x, ofX, y, ofY] = [lessA.hits, lessA.of, lessB.hits, lessB.of].map(Math.round) as [number, number, number, number]
    return { name, treated: a, against: b, ...differenceOf(lessA, lessB), p: twoShares(x, ofX, y, ofY) }
  })
  const q = benjaminiHochberg(compared.map(({ p }) => p))
  return compared.map((arm, i) => {
    const { treated, against } = arms[i] as (typeof arms)[number]
    const [people, others] = [new Set(treated.unit).size, new Set(against.unit).size]
    const saidYes = new Set([treated, against].flatMap(({ unit, hit }) => unit.filter((_, at) => hit[at] === 1))).size
    const scarce = Math.min(people, others) < FEWEST || saidYes < FEWEST / 2
    const better = (q[i] as number) < 0.05 && arm.difference > 0
    return { ...arm, q: q[i] as number, verdict: scarce ? 'insufficient-data' : better ? 'validated' : 'not-better' }
  })
}

/** How many answers are worth one independent answer, for the difference of two shares; at least 1. */
function designEffect(treated: Answers, against: Answers): number {
  const [a, b] = [influence(treated), influence(against)]
  const both = new Map(a.own)
  for (const [u, one] of b.own) both.set(u, (both.get(u) ?? 0) - one)
  if (both.size === a.of + b.of) return 1
  const independent = (a.share * (1 - a.share)) / a.of + (b.share * (1 - b.share)) / b.of
  return independent > 0 ? Math.max(1, varianceOf(both) / independent) : (a.of + b.of) / both.size
}
