import { describe, expect, it } from 'vitest'
import { KindConverter } from '../../../src/main/core/import/conversion/kind-converter.ts'
import { saysSolved } from '../../../src/main/core/import/conversion/status.ts'
import { feedbackType, isControl, parseAnswer } from '../../../src/main/core/import/conversion/values.ts'
import type { ConversionRules, KindRow, RejectedDraft } from '../../../src/main/core/import/types.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { type Field, fieldRule, type SourceKind } from '../../../src/shared/model/kinds.ts'

/** A converter of a table whose columns are called like their fields; a field may stand twice, and null is a column of nothing. */
function converter(kind: SourceKind, fields: readonly (Field | null)[], change: Partial<ConversionRules> = {}) {
  const indexes = (field: Field) => fields.flatMap((other, i) => (other === field ? [i] : []))
  const mapped = [...new Set(fields.filter((field) => field !== null))]
  return new KindConverter({
    kind,
    headers: fields.map((field, i) => (field === null ? `extra ${i}` : indexes(field).length > 1 ? `${field} ${i}` : field)),
    hasHeader: true,
    fields: Object.fromEntries(mapped.map((field) => [field, indexes(field)[0]])),
    repeated: Object.fromEntries(mapped.filter((field) => fieldRule(kind, field)?.repeats).map((field) => [field, indexes(field)])),
    dateOrder: 'dmy',
    decimal: {},
    missing: ['?', 'NA'],
    stripPointZero: [],
    cancelByNumber: false,
    ...change
  })
}
function good<K extends SourceKind>(row: KindRow | RejectedDraft, _kind: K): KindRow<K> {
  if ('code' in row) throw new Error(row.code)
  return row as KindRow<K>
}
function reason(row: KindRow | RejectedDraft): string {
  if (!('code' in row)) throw new Error('it was not rejected')
  // Every reason is a sentence of the catalogue.
  expect(message(row.code, row.column, row.value)).toEqual(expect.any(String))
  return `${row.code.replace('import.reject.', '')}: ${row.column ?? '-'} = ${row.value ?? '-'}`
}
const convert = (kind: SourceKind, cells: Partial<Record<Field, string>>, change: Partial<ConversionRules> = {}) =>
  converter(kind, Object.keys(cells) as Field[], change).convert(Object.values(cells), 2)

describe('a row of another kind', () => {
  it('is typed field by field, and keeps what no field holds', () => {
    const row = good(
      converter('customers', ['customer', 'customerName', 'registeredAt', 'newsletter', 'postcode', null]).convert(
        ['007', ' Ann ', '03/04/2024 10:15', 'ja', '01067', '1962'],
        9
      ),
      'customers'
    )
    expect(row).toMatchObject({
      kind: 'customers',
      line: 9,
      values: {
        customer: '007',
        customerName: 'Ann',
        registeredAt: Date.UTC(2024, 3, 3, 10, 15) / 1_000,
        newsletter: true,
        postcode: '01067'
      },
      extra: { 'extra 5': '1962' },
      raw: ['007', ' Ann ', '03/04/2024 10:15', 'ja', '01067', '1962']
    })
  })

  it('tells what is blank or unknown from what no column holds', () => {
    const { values } = good(convert('tickets', { ticket: 'T1', resolvedAt: '?', agent: '', openedAt: '1/2/2024' }), 'tickets')
    expect([values.resolvedAt, values.agent, values.closedAt]).toEqual([null, null, undefined])
  })

  it('takes what holds for all rows from the mapping', () => {
    const row = convert('spend', { date: '1/2/2024', cost: '€ 12.50' }, { constants: { channel: 'Meta' } })
    expect(good(row, 'spend').values).toMatchObject({ channel: 'Meta', cost: { units: 1_250, decimals: 2 }, currency: 'EUR' })
  })

  it('keeps the currency that its amount names where one was chosen for rows without', () => {
    const currencyIn = (cost: string) =>
      good(convert('spend', { date: '1/2/2024', cost }, { constants: { currency: 'USD' } }), 'spend').values.currency
    expect(['€ 12.50', '12.50', '$12.50'].map(currencyIn)).toEqual(['EUR', 'USD', 'USD'])
  })

  it.each<[SourceKind, Partial<Record<Field, string>>, string]>([
    ['customers', { customer: '', customerEmail: 'a@x.org' }, 'needed: customer = -'],
    ['customers', { customerEmail: '' }, 'needed: customerEmail = -'],
    ['customers', { customer: '1', registeredAt: '31/02/2024' }, 'notADate: registeredAt = 31/02/2024'],
    ['customers', { customer: '1', newsletter: 'maybe' }, 'notYesOrNo: newsletter = maybe'],
    ['products', { product: 'P1', price: 'ask' }, 'notANumber: price = ask'],
    ['products', { productName: '' }, 'needed: productName = -'],
    ['products', { product: 'P1', currency: 'gold' }, 'notACurrency: currency = gold'],
    ['tickets', { ticket: '' }, 'needed: ticket = -'],
    ['tickets', { ticket: 'T1', openedAt: '2/1/2024 08:00', resolvedAt: '1/1/2024 09:00' }, 'beforeOpened: resolvedAt = 1/1/2024 09:00'],
    ['tickets', { ticket: 'T1', reopens: '-1' }, 'notACount: reopens = -1'],
    ['tickets', { ticket: 'T1', replies: '1.5' }, 'notACount: replies = 1.5'],
    ['tickets', { ticket: 'T1', resolutionTime: 'soon' }, 'notADuration: resolutionTime = soon'],
    ['touchpoints', { at: '', event: 'visit' }, 'needed: at = -'],
    ['feedback', { score: 'good' }, 'notANumber: score = good'],
    ['feedback', { score: '', comment: '' }, 'saysNothing: score = -'],
    ['feedback', { score: '6', scale: '5' }, 'outsideScale: score = 6'],
    ['offers', { sentAt: '2/1/2024', accepted: '1/1/2024' }, 'beforeSent: accepted = 1/1/2024'],
    ['offers', { accepted: 'perhaps' }, 'notAnAnswer: accepted = perhaps'],
    ['spend', { date: '1/1/2024', cost: '' }, 'needed: cost = -'],
    ['spend', { date: '2/1/2024', until: '1/1/2024', cost: '1' }, 'endsBeforeStart: until = 1/1/2024'],
    ['subscriptions', { customer: 'C1', startedAt: '2/1/2024', endedAt: '1/1/2024' }, 'endsBeforeStart: endedAt = 1/1/2024'],
    ['subscriptions', { customerEmail: '', plan: 'Small' }, 'needed: customerEmail = -']
  ])('%s %j is rejected with what is wrong', (kind, cells, expected) => {
    expect(reason(convert(kind, cells))).toBe(expected)
  })

  it('with more cells than the header is rejected', () => {
    expect(reason(converter('spend', ['date', 'cost']).convert(['1/1/2024', '1', '', 'x'], 2))).toBe('tooManyCells: - = x')
  })
})

describe('tickets', () => {
  it('of a day may be resolved at its midnight, which is a day without a time', () => {
    expect(
      good(convert('tickets', { ticket: 'T1', openedAt: '2/1/2024 08:00', resolvedAt: '2/1/2024' }), 'tickets').values.resolvedAt
    ).toBe(Date.UTC(2024, 0, 2) / 1_000)
  })

  it('take bare lengths of time in the unit that was told', () => {
    const minutes = convert(
      'tickets',
      { ticket: 'T1', firstResponseTime: '90', resolutionTime: '2 days' },
      { units: { firstResponseTime: 'minutes' } }
    )
    expect(good(minutes, 'tickets').values).toMatchObject({ firstResponseTime: 5_400, resolutionTime: 172_800 })
  })

  it('that were resolved before the first response are noticed, not rejected', () => {
    const of = converter('tickets', ['ticket', 'firstResponseAt', 'resolvedAt'])
    good(of.convert(['T1', '2/1/2024 10:00', '2/1/2024 09:00'], 2), 'tickets')
    expect(of.tally.warnings.map(({ code, count }) => [code, count])).toContainEqual(['import.resolvedBeforeResponse', 1])
  })
})

describe('feedback', () => {
  it('of several scores keeps each under its header', () => {
    const row = good(converter('feedback', ['score', 'score']).convert(['9', 'NA'], 2), 'feedback')
    expect(row.values.score).toEqual([
      { header: 'score 0', value: 9 },
      { header: 'score 1', value: null }
    ])
  })

  it('is held to the scale of its type', () => {
    const rules = { scales: { nps: 10, csat: 5 } }
    good(convert('feedback', { type: 'NPS', score: '10' }, rules), 'feedback')
    expect(reason(convert('feedback', { type: 'NPS', score: '55' }, rules))).toBe('outsideScale: score = 55')
    expect(reason(convert('feedback', { type: 'CSAT', score: '6' }, rules))).toBe('outsideScale: score = 6')
    good(convert('feedback', { type: 'Stars of Bea', score: '60' }, rules), 'feedback')
  })
})

describe('offers', () => {
  it('say when or whether; where moments stand, a blank cell says that it did not happen', () => {
    const dated: Partial<ConversionRules> = { dated: ['opened'] }
    const row = (opened: string, accepted: string) => good(convert('offers', { opened, accepted }, dated), 'offers').values
    expect(row('2/1/2024', 'yes')).toMatchObject({
      opened: { happened: true, at: Date.UTC(2024, 0, 2) / 1_000 },
      accepted: [{ header: 'accepted', value: { happened: true, at: null } }]
    })
    expect(row('', '')).toMatchObject({ opened: { happened: false, at: null }, accepted: [{ value: null }] })
    expect(row('?', '0')).toMatchObject({ opened: null, accepted: [{ value: { happened: false, at: null } }] })
  })
})

describe('words', () => {
  it.each([
    ['Net Promoter Score', 'nps'],
    ['NPS (0-10)', 'nps'],
    ['Customer satisfaction', 'csat'],
    ['CES', 'ces'],
    ['Sterne', 'review'],
    ['rating', 'review'],
    ['Question 7', null]
  ])('%s asks for %s', (text, type) => expect(feedbackType(text)).toBe(type))

  it.each([
    ['No E-Mail', true],
    ['Control group', true],
    ['holdout', true],
    ['Kontrollgruppe', true],
    ['treated', false],
    ['Mens E-Mail', false],
    ['Controls for garden', false]
  ])('%s is a control group: %s', (text, is) => expect(isControl(text)).toBe(is))

  it.each([
    ['Closed', true],
    ['resolved - no response', true],
    ['Gelöst', true],
    ['not resolved', false],
    ['unresolved', false],
    ['Pending Customer Response', false]
  ])('%s says that a ticket is done with: %s', (text, is) => expect(saysSolved(text)).toBe(is))

  it.each([
    ['clicked', true],
    ['Unsubscribed', false],
    ['not opened', false],
    ['1', true],
    ['2', null],
    ['', null]
  ])('%s answers an offer with %s', (text, is) => expect(parseAnswer(text)).toBe(is))
})
