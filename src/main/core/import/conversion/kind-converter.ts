import type { Field } from '../../../../shared/model/import.ts'
import { type FieldRule, fieldRule, fieldsOf, type SourceKind, type ValueType } from '../../../../shared/model/kinds.ts'
import type { ConversionRules, KindRow, Occurrence, RejectedDraft, Scaled, ValuesOf } from '../types.ts'
import { parseBoolean } from '../values/boolean.ts'
import { parseDuration } from '../values/duration.ts'
import { currencyOf, currencySign, type Exact, parseDecimal, toNumber } from '../values/number.ts'
import { parsePercent } from '../values/percent.ts'
import { CellReader } from './cell-reader.ts'
import { checks } from './checks.ts'
import { chosenUnless, currencyCode } from './currency.ts'
import { toMoney } from './money.ts'
import { Rejection } from './rejection.ts'
import { parseAnswer } from './values.ts'

type Value = string | number | boolean | Scaled | Occurrence
interface Column {
  field: Field
  rule: FieldRule
  indexes: readonly number[] | null
}

/** Turns the rows of one table of any kind but orders into typed rows. O(cells) a row. */
export class KindConverter extends CellReader {
  private readonly kind: SourceKind
  private readonly columns: Column[]
  /** Occurrences whose column holds dates. */
  private readonly dated: ReadonlySet<Field>
  /** The currency that headers of amounts name. */
  private readonly headerCurrency: string
  /** The currency that was chosen for rows that name none; ''. */
  private readonly chosenCurrency: string

  constructor(rules: ConversionRules) {
    super(rules)
    this.kind = rules.kind
    this.columns = (fieldsOf(rules.kind) as Field[]).flatMap((field) => {
      const rule = fieldRule(rules.kind, field)
      // A currency that was chosen is that of rows that name none.
      const held = rules.fields[field] !== undefined || (field !== 'currency' && rules.constants?.[field] !== undefined)
      return rule === undefined || !held ? [] : [{ field, rule, indexes: rule.repeats ? (rules.repeated?.[field] ?? null) : null }]
    })
    this.dated = new Set(rules.dated)
    const amounts = this.columns.filter(({ rule }) => rule.type === 'money').map(({ field }) => currencyOf(this.headerOf(field) ?? ''))
    this.headerCurrency = amounts.find((code) => code !== '') ?? ''
    this.chosenCurrency = currencyCode(rules.constants?.currency ?? '')
  }

  /** `line` is where the row stands in its file. */
  convert(cells: string[], line: number): KindRow | RejectedDraft {
    try {
      this.begin(cells)
      const values = this.values(cells)
      // What contradicts itself is rejected before anything of it is counted.
      checks[this.kind]?.({
        values: values as never,
        line,
        rules: this.rules,
        tally: this.tally,
        column: (field) => this.headerOf(field),
        text: (field) => this.cell(cells, field, true)
      })
      const row: KindRow = { kind: this.kind, line, values, extra: this.extra(cells), raw: cells }
      this.noteZone()
      this.end()
      return row
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      const { code, column, value } = error
      return { line, column, value, code, raw: cells }
    }
  }

  private values(cells: string[]): ValuesOf<SourceKind> {
    const values: Record<string, unknown> = {}
    let amount = ''
    for (const { field, rule, indexes } of this.columns) {
      if (rule.repeats) {
        values[field] = this.repeated(cells, field, rule.type, indexes)
        continue
      }
      const text = rule.type === 'id' ? this.id(cells, field) : this.cell(cells, field, rule.type !== 'text')
      if (text === null && rule.needed) return this.lacks('needed', cells, field)
      values[field] = text === null ? this.blank(cells, field) : this.value(text, field, rule.type, this.headerOf(field))
      if (rule.type === 'money' && text !== null) amount = text
    }
    if (fieldRule(this.kind, 'currency') !== undefined) values.currency ??= this.currencyBeside(amount)
    return values as ValuesOf<SourceKind>
  }

  private repeated(cells: string[], field: Field, type: ValueType, indexes: readonly number[] | null) {
    const columns = indexes ?? (this.rules.fields[field] === undefined ? [] : [this.rules.fields[field]])
    if (columns.length === 0) {
      const text = this.cell(cells, field, true)
      return text === null ? [] : [{ header: '', value: this.value(text, field, type, null) }]
    }
    return columns.map((index) => {
      const header = this.rules.headers[index] ?? ''
      const text = this.cellAt(cells, index, true)
      return { header, value: text === null ? this.blank(cells, field, index) : this.value(text, field, type, header) }
    })
  }

  /** Where moments are written down, a blank cell says that it did not happen; a mark such as `?` says that it is unknown. */
  private blank(cells: string[], field: Field, index = this.rules.fields[field]): Occurrence | null {
    const isEmpty = index !== undefined && (cells[index] ?? '').trim() === ''
    return isEmpty && this.dated.has(field) ? { happened: false, at: null } : null
  }

  private value(text: string, field: Field, type: ValueType, header: string | null): Value {
    const refuse = (code: string): never => {
      throw new Rejection(code, header, text)
    }
    switch (type) {
      case 'datetime':
        return this.date(text, field)
      case 'occurrence':
        return this.occurrence(text, field, header)
      case 'money':
        return this.amount(this.exact(text, field, header), header, text)
      case 'number':
      case 'rating':
        return toNumber(this.exact(text, field, header))
      case 'count': {
        const count = toNumber(this.exact(text, field, header))
        return Number.isSafeInteger(count) && count >= 0 ? count : refuse('notACount')
      }
      case 'percent': {
        const share = parsePercent(text, this.rules.decimal[field] ?? '.')
        return share === null ? refuse('notANumber') : toNumber(share)
      }
      case 'boolean':
        return parseBoolean(text) ?? refuse('notYesOrNo')
      case 'duration': {
        const seconds = parseDuration(text, this.rules.units?.[field] ?? 'hours')
        return Number.isNaN(seconds) ? refuse('notADuration') : seconds
      }
      case 'currency': {
        const code = currencyCode(text)
        return code === '' ? refuse('notACurrency') : code
      }
      case 'email':
        if (!/^[^\s@]+@[^\s@]+$/.test(text)) this.tally.add('import.notAnAddress', () => text)
        return text
      default:
        return text
    }
  }

  private exact(text: string, field: Field, header: string | null): Exact {
    const exact = parseDecimal(text, this.rules.decimal[field] ?? '.')
    if (exact === null) throw new Rejection('notANumber', header, text)
    return exact
  }

  private amount(exact: Exact, header: string | null, text: string): Scaled {
    const money = toMoney(exact)
    if (typeof money === 'string') throw new Rejection(money, header, text)
    if (money.rounded) this.tally.add('import.rounded', () => text)
    return money.value
  }

  /** A moment, or yes or no. Numbers that are no dates, such as 2, are neither. */
  private occurrence(text: string, field: Field, header: string | null): Occurrence {
    const happened = parseAnswer(text)
    if (happened !== null) return { happened, at: null }
    try {
      return { happened: true, at: this.date(text, field) }
    } catch (error) {
      if (error instanceof Rejection) throw new Rejection('notAnAnswer', header, text)
      throw error
    }
  }

  private currencyBeside(amount: string): string | null {
    const sign = /[^\d.,+\-\s]/.test(amount) ? currencySign(amount) : ''
    return (sign !== '' && currencyOf(amount)) || this.headerCurrency || chosenUnless(sign, this.chosenCurrency) || null
  }
}
