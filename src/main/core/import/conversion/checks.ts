/** What the cells of a row must not say together, by kind, and what is noticed of them. */
import type { Field } from '../../../../shared/model/import.ts'
import type { SourceKind } from '../../../../shared/model/kinds.ts'
import type { ConversionRules, ValuesOf } from '../types.ts'
import { askedBy, bestOf } from './asked.ts'
import { Rejection } from './rejection.ts'
import type { Tally } from './tally.ts'

interface Checked<K extends SourceKind> {
  values: ValuesOf<K>
  line: number
  rules: ConversionRules
  tally: Tally
  /** Header of the column that holds the field. */
  column: (field: Field) => string | null
  /** Text of its cell. */
  text: (field: Field) => string | null
}

type Check<K extends SourceKind> = (row: Checked<K>) => void

/** Throws a `Rejection`. */
export const checks: { [K in SourceKind]?: Check<K> } = {
  customers({ values, column }) {
    if (values.customer === undefined && (values.customerEmail ?? null) === null) {
      throw new Rejection('needed', column('customerEmail'), null)
    }
  },

  products({ values, column }) {
    if (values.product === undefined && (values.productName ?? null) === null) throw new Rejection('needed', column('productName'), null)
  },

  tickets({ values, tally, line, column, text }) {
    const { openedAt, firstResponseAt, resolvedAt, closedAt, firstResponseTime, resolutionTime, ticket } = values
    const example = () => `${ticket}, line ${line}`
    const orderly: [Field, number | null | undefined][] = [
      ['firstResponseAt', firstResponseAt],
      ['resolvedAt', resolvedAt],
      ['closedAt', closedAt]
    ]
    for (const [field, at] of orderly) {
      // A file without a time of the day opens its tickets at midnight at the latest.
      if (at != null && openedAt != null && at < openedAt && !(at % 86_400 === 0 && sameDay(at, openedAt))) {
        throw new Rejection('beforeOpened', column(field), text(field))
      }
    }
    for (const [field, length] of [['firstResponseTime', firstResponseTime] as const, ['resolutionTime', resolutionTime] as const]) {
      if (length != null && length < 0) throw new Rejection('notADuration', column(field), text(field))
    }
    if (resolvedAt != null && firstResponseAt != null && resolvedAt < firstResponseAt) tally.add('import.resolvedBeforeResponse', example)
    noteNobody(values, tally, example)
  },

  touchpoints({ values, tally, line }) {
    if (
      values.customer == null &&
      values.customerEmail == null &&
      values.visitor == null &&
      values.session == null &&
      values.count === undefined
    ) {
      tally.add('import.nobody', () => `line ${line}`)
    }
  },

  feedback({ values, rules, tally, line, column, text }) {
    const { score = [], comment, title } = values
    const filled = score.filter(({ value }) => value !== null)
    if (filled.length === 0 && comment == null && title == null)
      throw new Rejection('saysNothing', column('score') ?? column('comment'), null)
    for (const { header, value } of filled) {
      const best = values.scale ?? bestOf(askedBy(values, header), rules.scales)
      if (value !== null && best !== null && (value > best || value < 0)) {
        throw new Rejection('outsideScale', header === '' ? column('score') : header, score.length > 1 ? String(value) : text('score'))
      }
    }
    noteNobody(values, tally, () => `line ${line}`)
  },

  offers({ values, rules, tally, line, column, text }) {
    const { sentAt, accepted = [] } = values
    const answers: [string | null, number | null | undefined, Field][] = [
      [column('opened'), values.opened?.at, 'opened'],
      [column('clicked'), values.clicked?.at, 'clicked'],
      ...accepted.map(({ header, value }): [string | null, number | null | undefined, Field] => [header, value?.at, 'accepted'])
    ]
    for (const [header, at, field] of answers) {
      if (at != null && sentAt != null && at < sentAt && !(at % 86_400 === 0 && sameDay(at, sentAt))) {
        throw new Rejection('beforeSent', header, accepted.length > 1 ? null : text(field))
      }
    }
    const says = [values.opened, values.clicked, ...accepted.map(({ value }) => value)].some((answer) => answer != null)
    if (!says && sentAt == null && rules.fields.sentAt === undefined) tally.add('import.noAnswer', () => `line ${line}`)
    noteNobody(values, tally, () => `line ${line}`)
  },

  spend({ values, tally, line, column, text }) {
    const { date, until, cost } = values
    if (date != null && until != null && until < date) throw new Rejection('endsBeforeStart', column('until'), text('until'))
    if (cost != null && cost.units < 0) tally.add('import.negativeCost', () => `line ${line}`)
  },

  subscriptions({ values, column, text }) {
    if (values.customer == null && values.customerEmail == null) throw new Rejection('needed', column('customerEmail'), null)
    const { startedAt, endedAt } = values
    if (startedAt != null && endedAt != null && endedAt < startedAt)
      throw new Rejection('endsBeforeStart', column('endedAt'), text('endedAt'))
  }
}

const sameDay = (a: number, b: number): boolean => Math.floor(a / 86_400) === Math.floor(b / 86_400)

function noteNobody(
  { customer, customerEmail }: Pick<ValuesOf<'tickets'>, 'customer' | 'customerEmail'>,
  tally: Tally,
  example: () => string
): void {
  if (customer == null && customerEmail == null) tally.add('import.nobody', example)
}
