import type { AdviceLevel } from '../../../shared/model/upsell.ts'

export interface FoundOfUpsell {
  /** Nothing was looked at for as long as the horizon is. */
  tooFar: boolean
  /** Of the target that was named; null where none was. */
  named: AdviceLevel | null
  /** Something held on later orders, and something was asked of them at all. */
  held: boolean
  asked: boolean
}

/** What is said of a whole run: of a named target what is said of that one, whatever else held. */
export function verdictOf({ tooFar, named, held, asked }: FoundOfUpsell): AdviceLevel {
  if (tooFar) return 'insufficient-data'
  return named ?? (held ? 'validated' : asked ? 'not-better' : 'insufficient-data')
}
