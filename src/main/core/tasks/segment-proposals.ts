import type { Criterion, Proposal } from '../../../shared/model/segments.ts'

/** Bounds of Hennig (2007) for the mean Jaccard coefficient of a cluster: below the first it is unstable, from the second on stable. */
export const UNSTABLE = 0.6
export const STABLE = 0.75
/** So many groups a person can keep apart and do something for. */
const USEFUL = { fewest: 3, most: 8 }
/** A group of fewer customers than this share is a handful of odd ones. */
const SMALLEST = 0.02
/** The useful number is taken for the best one as long as it separates customers nearly as well. */
const NEARLY = 0.85

/** What is known of a number of segments: its criteria, and the coefficient of its least stable cluster. */
export interface Candidate extends Pick<Criterion, 'k' | 'silhouette' | 'smallest'> {
  leastStable: number | null
}

export interface Proposals {
  evidence: number
  /** Null where fewer than three groups are possible. */
  useful: number | null
  /** Which of the two is taken if nobody chooses. */
  taken: Proposal['kind']
}

/**
 * Two numbers of segments to choose from. *Best by evidence*: the highest silhouette among those of whose clusters none is unstable.
 * *Most useful*: the same among 3 .. 8, of whose clusters all are stable and none is tiny; where there is none such, demands are
 * dropped in this order: stable, not unstable, tiny. The smaller of equals.
 *
 * @param candidates ascending by k, at least one
 */
export function propose(candidates: readonly Candidate[], customers: number): Proposals {
  const steady = (least: number) => (of: Candidate) => of.leastStable === null || of.leastStable >= least
  const sizeable = ({ smallest }: Candidate) => smallest >= SMALLEST * customers
  const few = candidates.filter(({ k }) => k >= USEFUL.fewest && k <= USEFUL.most)
  const best = clearest(candidates.filter(steady(UNSTABLE))) ?? (clearest(candidates) as Candidate)
  const useful =
    clearest(few.filter((of) => steady(STABLE)(of) && sizeable(of))) ??
    clearest(few.filter((of) => steady(UNSTABLE)(of) && sizeable(of))) ??
    clearest(few.filter(sizeable)) ??
    clearest(few)
  const nearly = useful !== undefined && useful.silhouette >= NEARLY * best.silhouette
  return { evidence: best.k, useful: useful?.k ?? null, taken: nearly && useful.k !== best.k ? 'useful' : 'evidence' }
}

function clearest(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>((best, next) => (best && best.silhouette >= next.silhouette ? best : next), undefined)
}
