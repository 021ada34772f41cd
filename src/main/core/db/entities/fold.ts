/**
 * How what stands in a table follows from what imports said, and from nothing else: each import's word on a thing is one
 * statement, and the row is the fold of all statements in the order of the imports. Undoing an import takes its statement
 * out and folds the others again (docs/adr/008-what-undo-rests-on.md). Pure.
 */

/** How a column follows from several statements. A statement that does not speak of the column leaves it as it is. */
export type Policy =
  /** What was said of the newest moment. */
  | 'newest'
  /** The same, and "nothing" counts as an answer: a ticket that was opened again is not resolved. */
  | 'state'
  /** What was said first. */
  | 'first'
  | 'least'
  | 'greatest'
  /** An object whose keys are columns that follow `newest`. */
  | 'extra'

export interface Shape {
  columns: readonly (readonly [name: string, policy: Policy])[]
  /** Of two rows of one import that speak of the same moment, whose word counts. */
  ties: 'first' | 'later'
}

export type Extra = Record<string, string>
/** Absent: not spoken of. Null: said to be unknown, or to be nothing. */
export type Said = Record<string, string | number | Extra | null | undefined>

/** What one import said of one thing. */
export interface Statement {
  /** What its word is of, in wall-clock seconds, or one of `moments`. */
  moment: number
  said: Said
}

/** Moments that are no dates. */
export const moments = {
  /** Nothing was said but that it exists. */
  never: -1e12,
  /** The row has no date, but is about something that has one elsewhere: it fills in what is unknown. */
  undated: -1e11,
  /** A list of how things are, such as a list of customers: counts more than what orders say by the way; the newer list counts. */
  list: 1e12,
  /** The user's own word. */
  user: 2e12
} as const

/** The row, and of which moment each of its columns is. */
export interface Folded {
  said: Said
  moment: number
  moments: Record<string, number>
}

export const nothing = (): Statement => ({ moment: moments.never, said: {} })

/**
 * Adds a row of the import to what the import said so far. Tells whether that changed anything but the moment.
 *
 * @param own keeps a text alive without what it was cut out of
 */
export function tell(
  shape: Shape,
  statement: Statement,
  moment: number,
  said: Said,
  own: (text: string) => string = (text) => text
): boolean {
  const { said: before } = statement
  const overrides = moment > statement.moment || (moment === statement.moment && (shape.ties === 'later' || moment === moments.list))
  const policies = policiesOf(shape)
  let changed = false
  let speaks = false
  // Rows say little of what could be said.
  for (const column of Object.keys(said)) {
    const value = said[column]
    const policy = policies.get(column)
    if (policy === undefined || value === undefined || (value === null && policy !== 'state')) continue
    speaks = true
    const known = before[column]
    const next = inside(policy, known, value, overrides)
    if (next === known || (next === null && known === undefined && policy !== 'state')) continue
    before[column] = owned(next, own)
    if (!same(next, known ?? null)) changed = true
  }
  if (speaks && moment > statement.moment) statement.moment = moment
  return changed
}

const policies = new WeakMap<Shape, ReadonlyMap<string, Policy>>()

function policiesOf(shape: Shape): ReadonlyMap<string, Policy> {
  const known = policies.get(shape) ?? new Map(shape.columns)
  policies.set(shape, known)
  return known
}

function owned(value: Said[string], own: (text: string) => string): Said[string] {
  if (typeof value === 'string') return own(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [own(key), own(text)]))
}

function inside(policy: Policy, known: Said[string], value: string | number | Extra | null, overrides: boolean): Said[string] {
  if (policy === 'extra') return withKeys(known, value, (_, isKnown) => overrides || !isKnown)
  if (known === undefined || (known === null && policy !== 'state')) return value
  switch (policy) {
    case 'first':
      return known
    case 'least':
      return known !== null && value !== null && known <= value ? known : value
    case 'greatest':
      return known !== null && value !== null && known >= value ? known : value
    default:
      return overrides ? value : known
  }
}

/** The row that all statements make, in the order of the imports. */
export function fold(shape: Shape, statements: readonly Statement[]): Folded {
  const folded: Folded = { said: {}, moment: moments.never, moments: {} }
  for (const statement of statements) combine(shape, folded, statement)
  return folded
}

/** The row that `before` and one more statement make, of a later import. */
export function withStatement(shape: Shape, before: Folded, statement: Statement): Folded {
  const folded: Folded = { said: { ...before.said }, moment: before.moment, moments: { ...before.moments } }
  combine(shape, folded, statement)
  return folded
}

function combine(shape: Shape, folded: Folded, { moment, said }: Statement): void {
  for (const [column, policy] of shape.columns) {
    const value = said[column]
    if (value === undefined || (value === null && policy !== 'state')) continue
    const known = folded.said[column]
    if (policy === 'extra') {
      folded.said[column] = withKeys(
        known,
        value,
        (key, isKnown) => !isKnown || isNewer(moment, folded.moments[`${column}.${key}`]),
        (key) => {
          folded.moments[`${column}.${key}`] = moment
        }
      )
      continue
    }
    if (policy === 'newest' || policy === 'state') {
      if (known !== undefined && !isNewer(moment, folded.moments[column])) continue
      folded.said[column] = value
      folded.moments[column] = moment
      continue
    }
    folded.said[column] = inside(policy, known, value, false) ?? null
  }
  if (moment > folded.moment) folded.moment = moment
}

/** Of two lists the later import counts; of two orders of the same moment the earlier, so that reading a file again changes nothing. */
function isNewer(moment: number, than: number = moments.never): boolean {
  return moment > than || (moment === than && moment === moments.list)
}

function withKeys(
  known: Said[string],
  value: Said[string],
  takes: (key: string, isKnown: boolean) => boolean,
  onTaken: (key: string) => void = () => {}
): Extra {
  const before = (known ?? {}) as Extra
  let after = before
  for (const [key, text] of Object.entries((value ?? {}) as Extra)) {
    const isKnown = Object.hasOwn(before, key)
    if (!takes(key, isKnown)) continue
    onTaken(key)
    if (isKnown && before[key] === text) continue
    // Columns may be called `__proto__`, which must be a name like any other.
    if (after === before) after = Object.assign(Object.create(null), before) as Extra
    after[key] = text
  }
  return after
}

/** Whether two rows are the same, column by column. */
export function sameSaid(shape: Shape, a: Said, b: Said): boolean {
  return shape.columns.every(([column]) => same(a[column] ?? null, b[column] ?? null))
}

function same(a: Said[string], b: Said[string]): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  const [left, right] = [a ?? {}, b ?? {}]
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key])
}

/** As it is kept: columns in their order, what was not said left out. Equal statements have equal texts. */
export function statementText(shape: Shape, { moment, said }: Statement): string {
  const kept: Said = {}
  for (const [column, policy] of shape.columns) {
    const value = said[column]
    if (value === undefined || (value === null && policy !== 'state')) continue
    if (typeof value !== 'object' || value === null) kept[column] = value
    else {
      const keys = Object.keys(value).sort()
      if (keys.length > 0) kept[column] = Object.fromEntries(keys.map((key) => [key, value[key] ?? '']))
    }
  }
  return JSON.stringify({ moment, said: kept })
}

export function parseStatement(text: string): Statement {
  return JSON.parse(text)
}
