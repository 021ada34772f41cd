/** Something that is read in one way, could be read in several, or contradicts itself. */
export type Decision<T> =
  | { state: 'certain'; value: T }
  /** Each choice reads all that can be read, differently. */
  | { state: 'open'; choices: Choice<T>[]; sample: string }
  /** No choice reads all that some choice can read; the first reads most. */
  | { state: 'mixed'; choices: Choice<T>[]; sample: string }

export interface Choice<T> {
  value: T
  /** Cells that it cannot read although another choice could. */
  unread: number
}

/** What is decided, or else the choice that reads most. */
export function likeliest<T>(decision: Decision<T>): T | undefined {
  return decision.state === 'certain' ? decision.value : decision.choices[0]?.value
}
