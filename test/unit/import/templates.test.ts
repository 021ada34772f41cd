/** Built-in templates on small files in the layout of each program, and templates that a user makes. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import { builtInTemplates } from '../../../src/main/core/import/mapping/template/built-in.ts'
import { headerSignature, matchTemplate } from '../../../src/main/core/import/mapping/template/match.ts'
import type { AnyRow, GivenMapping, OrderRow } from '../../../src/main/core/import/types.ts'
import { isoText } from '../../../src/main/core/import/values/calendar.ts'
import { fieldRule } from '../../../src/shared/model/kinds.ts'
import type { Template } from '../../../src/shared/model/template.ts'
import { Transform } from '../../../src/shared/model/transforms.ts'
import { noSignal, testFolder } from './support/folder.ts'

const fixtures = path.resolve(import.meta.dirname, '../../fixtures/templates')
const folder = testFolder()

async function read(file: string, options: { mapping?: GivenMapping; templates?: readonly Template[] } = {}) {
  const { groups, failures } = await understand([file], {
    templates: builtInTemplates(),
    ...options,
    signal: noSignal,
    onProgress: () => {}
  })
  expect(failures).toEqual([])
  const [group] = groups
  if (!group) throw new Error('no group')
  const rows: AnyRow[] = []
  const rejected: string[] = []
  if (group.preview.blockers.length === 0)
    for await (const batch of convert(group, 0, noSignal)) {
      rows.push(...batch.rows)
      rejected.push(...batch.rejected.map(({ line, code, value }) => `${line} ${code.replace('import.reject.', '')} ${value ?? '-'}`))
    }
  return { preview: group.preview, rows, rejected }
}
const fixture = (name: string) => read(path.join(fixtures, name))
const order = (row: AnyRow | undefined) => {
  if (!row || 'values' in row) throw new Error('no order')
  const { order: number, customer, at, product, quantity, amount, currency, kind, voided } = row satisfies OrderRow
  return [
    number,
    customer,
    at === null ? null : isoText(at, true),
    product,
    quantity,
    amount.units / 10 ** amount.decimals,
    currency,
    voided ? 'voided' : kind
  ]
}
const values = (row: AnyRow | undefined) => (row && 'values' in row ? (row.values as Record<string, unknown>) : {})

describe('every built-in template', () => {
  const files = readdirSync(fixtures)
  it.each(builtInTemplates().map((template) => [template.id, template] as const))('%s', async (id, template) => {
    const own = files.find((file) => file.replace(/\.\w+$/, '') === id)
    expect(own, 'a file in its layout').toBeDefined()
    const { preview, rows } = await fixture(own ?? '')
    expect(preview.template).toEqual({ id, name: template.name })
    expect([preview.kind, preview.questions, preview.blockers]).toEqual([template.mapping.kind, [], []])
    expect(rows.length).toBeGreaterThan(0)
    for (const field of [...Object.values(template.mapping.columns), ...Object.keys(template.mapping.constants ?? {})])
      expect(fieldRule(template.mapping.kind, field as never), field).toBeDefined()
    expect(template.source?.links.length).toBeGreaterThan(0)
  })
  it('is called for by no other one’s file', () => {
    const headers = files.map(
      (file) =>
        readFileSync(path.join(fixtures, file), 'utf8')
          .split('\n')
          .find((line) => !line.startsWith('#')) ?? ''
    )
    for (const [i, line] of headers.entries()) {
      const cells = line.split(line.includes('\t') ? '\t' : ',').map((cell) => cell.replaceAll('"', ''))
      expect(matchTemplate(cells, builtInTemplates())?.id).toBe(files[i]?.replace(/\.\w+$/, ''))
    }
  })
})

describe('shops', () => {
  it('Shopify: the fields of an order hold for all its lines', async () => {
    const { rows, rejected } = await fixture('shopify-orders.csv')
    expect(rejected).toEqual([])
    expect(rows.map(order)).toEqual([
      ['#1001', 'ada@example.com', '2024-03-01T10:15:00', 'TRAY-OAK', 2, 30, 'EUR', 'sale'],
      ['#1001', 'ada@example.com', '2024-03-01T10:15:00', 'NAP-LIN', 1, 15, 'EUR', 'sale'],
      ['#1002', '+4989765432', '2024-04-13T09:00:00', 'MUG-1', 1, 25, 'EUR', 'voided'],
      ['#1002', '+4989765432', '2024-04-13T09:00:00', '00417', 3, 12, 'EUR', 'voided']
    ])
  })
  it('Shopify: discounts and refunds of whole orders are told with their sums, and no column is called misnamed', async () => {
    const header =
      'Name,Email,Financial Status,Currency,Subtotal,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount'
    const made = '2024-01-13 10:15:00 +0100'
    const file = folder.write(
      'shop.csv',
      [
        header,
        `#1,a@x.example,paid,EUR,25.50,31.50,4.50,${made},1,Mug,10.00,0.00`,
        `#1,a@x.example,,,,,,${made},2,Tea,10.00,`,
        `#2,b@x.example,partially_refunded,EUR,40.00,46.00,0.10,${made},4,Mug,10.00,5.00`,
        `#3,c@x.example,refunded,EUR,40.00,46.00,7.00,${made},4,Mug,10.00,46.00`
      ].join('\n')
    )
    const { preview } = await read(file)
    const told = preview.warnings.map(({ code, count, example }) => `${code} ${count} ${example}`)
    expect(told).toContain('import.notTaken 2 “Discount Amount” 4.6 in all, “Refunded Amount” 5 in all')
    expect(told.filter((text) => text.startsWith('import.notAsNamed'))).toEqual([])
  })
  it('Shopify: customers without an address are known by their number', async () => {
    const { rows } = await fixture('shopify-customers.csv')
    expect(rows.map(values)).toMatchObject([
      { customer: 'ada@example.com', firstName: 'Ada', postcode: '01067', newsletter: true },
      { customer: '+4989765432', customerPhone: '+4989765432', newsletter: false }
    ])
  })
  it('WooCommerce: two columns of amounts, one of them for people', async () => {
    const { rows } = await fixture('woocommerce-orders.csv')
    expect(rows.map(order)).toEqual([
      ['501', 'Ada Example', '2024-03-13T10:15:00', null, 3, 42.5, '', 'sale'],
      ['502', 'Bo Sample', '2024-03-14T18:02:11', null, 1, 9.9, '', 'voided']
    ])
  })
  it('Square: amounts as texts, days and times apart', async () => {
    const { rows } = await fixture('square-items.csv')
    expect(rows.map(order)).toEqual([
      ['tx1', 'CUST1', '2024-03-13T10:15:00', '0042', 2, 1200, '', 'sale'],
      ['tx1', 'CUST1', '2024-03-13T10:15:00', '0043', 1, 15, '', 'sale'],
      ['tx2', null, '2024-03-15T17:40:12', '0042', -1, -600, '', 'return']
    ])
  })
  it('Etsy: month first, although all days could be months', async () => {
    const { rows } = await fixture('etsy-order-items.csv')
    expect(order(rows[0])).toEqual(['9001', 'adabuys', '2024-03-04T00:00:00', 'TRAY-OAK', 2, 64, 'CAD', 'sale'])
    const days = readFileSync(path.join(fixtures, 'etsy-order-items.csv'), 'utf8').replaceAll('03/04/24', '25/04/2024')
    const other = await read(folder.write('days.csv', days))
    // What the rows prove counts more than what the program usually does.
    expect(order(other.rows[0])[2]).toBe('2024-04-25T00:00:00')
  })
  it('eBay: the row of the whole order is none of its lines', async () => {
    const { rows, rejected } = await fixture('ebay-orders.csv')
    expect(rows.map(order)).toEqual([
      ['24-001', 'adabids', '2024-03-04T00:00:00', 'TRAY-OAK', 2, 2100, 'GBP', 'sale'],
      ['24-002', 'bobids', '2024-03-25T00:00:00', 'NAP-LIN', 2, 24, 'GBP', 'sale'],
      ['24-002', 'bobids', '2024-03-25T00:00:00', 'MUG-1', 1, 12, 'GBP', 'sale']
    ])
    expect(rejected).toEqual(['3 leftOut '])
  })
  it('Amazon: with buyers, and anonymous where the report names none', async () => {
    expect(order((await fixture('amazon-orders.txt')).rows[1])).toEqual([
      '111-2',
      'b2@marketplace.example',
      '2024-03-25T08:00:00',
      '00417',
      1,
      9,
      'USD',
      'sale'
    ])
    const all = await fixture('amazon-all-orders.txt')
    expect(all.rows.map((row) => order(row)[1])).toEqual([null])
    expect(all.preview.warnings.map(({ code }) => code)).toContain('import.anonymous')
  })
})

describe('payments', () => {
  it('Amazon: what was sold and taken back, not what is paid out after fees; transfers and fees are none', async () => {
    const { rows, rejected, preview } = await fixture('amazon-transactions.csv')
    expect(rows.map(order)).toEqual([
      ['111-1', null, '2024-03-13T10:15:00', '00417', 2, 1024.5, '', 'sale'],
      ['111-1', null, '2024-03-14T21:00:00', '00417', -1, -512.25, '', 'return']
    ])
    expect(rejected).toEqual(['4 leftOut Transfer', '5 leftOut Service Fee'])
    expect(preview.warnings).toContainEqual({ code: 'import.notTaken', count: 1, example: '“promotional rebates” -2.5 in all' })
  })
  it('Stripe: decimal amounts of the dashboard, less what was refunded; failed ones are none', async () => {
    const { rows, rejected } = await fixture('stripe-payments.csv')
    expect(rows.map(order).map((row) => [row[0], row[1], row[5], row[6], row[7]])).toEqual([
      ['ch_1', 'cus_1', 1250, 'USD', 'sale'],
      ['ch_2', 'bo@example.com', 50, 'USD', 'sale'],
      ['ch_4', 'cus_1', 0, 'EUR', 'voided']
    ])
    expect(rejected).toEqual(['4 leftOut Failed'])
  })
  it('Stripe: amounts of the API in the smallest unit, by currency, and seconds since 1970', async () => {
    const { rows } = await fixture('stripe-charges.csv')
    expect(rows.map(order).map((row) => [row[2], row[5], row[6]])).toEqual([
      ['2024-03-13T10:15:00', 1250, 'USD'],
      ['2024-03-14T11:00:00', 1000, 'JPY'],
      ['2024-03-16T12:30:00', 1.234, 'KWD']
    ])
  })
  it('PayPal: sales and refunds of several currencies, with whom; transfers, conversions and own payments are none', async () => {
    const { rows, rejected, preview } = await fixture('paypal-activity.csv')
    expect(rows.map(order)).toEqual([
      ['TX1', 'ada@example.com', '2024-03-13T10:15:00', 'TRAY-OAK', 1, 1250, 'USD', 'sale'],
      ['TX3', 'bo@example.com', '2024-03-14T11:00:00', 'NAP-LIN', 1, 80, 'EUR', 'sale'],
      ['TX4', 'ada@example.com', '2024-03-20T09:30:00', null, 1, -50, 'USD', 'return'],
      ['TX8', 'cy@example.com', '2024-11-04T08:00:00', 'MUG-1', 1, 12, 'USD', 'sale']
    ])
    expect(rejected).toEqual(['3 leftOut General Currency Conversion', '6 leftOut Debit', '7 leftOut General Withdrawal', '8 leftOut Memo'])
    const at = preview.columns.find(({ header }) => header === 'Date and time')
    expect(at?.notes).toMatchObject([{ code: 'import.mixedZones', example: 'PDT, PST' }])
  })
})

describe('help desks, contacts, visits, advertising and surveys', () => {
  it('Zendesk: minutes, and the shop’s own number of a customer first', async () => {
    const { rows } = await fixture('zendesk-tickets.csv')
    expect(rows.map(values)).toMatchObject([
      { ticket: '4711', customer: 'ada@example.com', firstResponseTime: 3900, status: 'Solved' },
      { ticket: '4712', customer: 'C-17', firstResponseTime: null, resolvedAt: null }
    ])
  })
  it('Freshdesk: moments', async () => {
    const { rows } = await fixture('freshdesk-tickets.csv')
    const [first] = rows.map(values)
    expect(first).toMatchObject({ ticket: '101', customer: 'ada@example.com', agent: 'Kim Agent', replies: 3 })
    expect(isoText(Number(first?.firstResponseAt), true)).toBe('2024-03-13T11:20:00')
  })
  it('HubSpot and Mailchimp: people', async () => {
    expect((await fixture('hubspot-contacts.csv')).rows.map(values)).toMatchObject([
      { customer: 'ada@example.com', customerPhone: '+49 30 123456', postcode: '01067' },
      { customer: '7432', customerEmail: null }
    ])
    expect((await fixture('mailchimp-subscribed.csv')).rows.map((row) => values(row).newsletter)).toEqual([true, true])
    expect((await fixture('mailchimp-unsubscribed.csv')).rows.map((row) => values(row).newsletter)).toEqual([false])
  })
  it('Google Analytics: the day of a report stands above it', async () => {
    const { rows } = await fixture('ga4-acquisition.csv')
    expect(rows.map(values).map(({ at, channel, count, event }) => [isoText(Number(at), false), channel, count, event])).toEqual([
      ['2024-03-01', 'Organic Search', 1240, 'session'],
      ['2024-03-01', 'Direct', 630, 'session'],
      ['2024-03-01', 'Email', 210, 'session']
    ])
    const users = (await fixture('ga4-new-users.csv')).rows.map(values)
    expect(users.map(({ at, channel, count, event }) => [isoText(Number(at), false), channel, count, event])[0]).toEqual([
      '2024-03-01',
      'Organic Search',
      1200,
      'first visit'
    ])
    expect((await fixture('ga4-events.csv')).rows.map((row) => values(row).event)).toEqual(['page_view', 'add_to_cart', 'purchase'])
  })
  it('Matomo: visits', async () => {
    expect(values((await fixture('matomo-visits.csv')).rows[1])).toMatchObject({
      session: '102',
      visitor: '1c0a64b1e2d3f406',
      customer: null,
      event: 'visit'
    })
  })
  it('Meta: the currency stands in the name of a column', async () => {
    expect(values((await fixture('meta-ads.csv')).rows[0])).toMatchObject({
      channel: 'Meta',
      cost: { units: 181_840, decimals: 2 },
      currency: 'EUR',
      conversions: 3
    })
  })
  it('Google Forms and SurveyMonkey: questions are proposed, and a second row of the header is none of the answers', async () => {
    const forms = await fixture('google-forms.csv')
    expect(values(forms.rows[1])).toMatchObject({
      score: [{ header: 'How likely are you to recommend us?', value: 6 }],
      comment: 'The tray came cracked'
    })
    const { rows, preview } = await fixture('surveymonkey.csv')
    expect(preview.expected).toEqual({ read: 2, good: 2, rejected: 0, blank: 0 })
    expect(rows.map(values)).toMatchObject([
      { feedback: '118200000001', customerName: 'Ada Example', score: [{ value: 5 }] },
      { feedback: '118200000002', comment: 'The tray came cracked' }
    ])
  })
  it('SurveyMonkey: several columns of one question are told apart by the second row', async () => {
    const text = [
      'Respondent ID,Collector ID,Start Date,End Date,Please rate,,',
      ',,,,Delivery,Quality,Other (please specify)',
      '1,2,03/13/2024 10:10:00 AM,03/13/2024 10:15:00 AM,4,5,',
      '2,2,03/14/2024 10:10:00 AM,03/14/2024 10:15:00 AM,1,3,late'
    ].join('\n')
    const { preview } = await read(folder.write('rates.csv', text))
    expect(preview.columns.map(({ header }) => header).slice(4, 7)).toEqual([
      'Please rate: Delivery',
      'Please rate: Quality',
      'Please rate: Other (please specify)'
    ])
  })
})

describe('oddities of exports', () => {
  const lines = (...rows: string[]) => rows.join('\n')
  it('Meta: the row of sums above the campaigns is no campaign', async () => {
    const text = lines(
      'Campaign name,Campaign delivery,Results,Reach,Impressions,Amount spent (EUR),Ends,Reporting starts,Reporting ends',
      ',,,13000,35500,2058.40,,2024-03-13,2024-03-14',
      'Spring,active,3,9000,26400,1818.40,Ongoing,2024-03-13,2024-03-14',
      'Summer,inactive,,4000,9100,240.00,2024-03-20,2024-03-13,2024-03-14'
    )
    const { rows, rejected } = await read(folder.write('meta.csv', text))
    expect(rows.map((row) => values(row).campaign)).toEqual(['Spring', 'Summer'])
    expect(rejected).toEqual(['2 leftOut '])
  })
  it('SurveyMonkey: a scale may name its ends, columns of one question are all scores, and no column is without a name', async () => {
    const text = lines(
      'Respondent ID,Collector ID,Start Date,End Date,How likely is it that you would recommend this company to a friend or colleague?,Please rate the following:,,Any other comments?',
      ',,,,,Delivery,Packaging,Open-Ended Response',
      '1,2,03/13/2024 10:10:00 AM,03/13/2024 10:15:00 AM,10 - Extremely likely,5,4,Thanks',
      '2,2,03/14/2024 10:10:00 AM,03/14/2024 10:15:00 AM,0 - Not at all likely,2,1,2 - day delivery was late',
      '3,2,03/15/2024 10:10:00 AM,03/15/2024 10:15:00 AM,7,,,'
    )
    const { rows, preview } = await read(folder.write('nps.csv', text))
    expect(rows.map((row) => (values(row).score as { value: number | null }[]).map(({ value }) => value))).toEqual([
      [10, 5, 4],
      [0, 2, 1],
      [7, null, null]
    ])
    expect(values(rows[1]).comment).toBe('2 - day delivery was late')
    expect(preview.warnings.map(({ code }) => code)).not.toContain('import.emptyHeader')
  })
  it('Freshdesk: no agent is nobody', async () => {
    const { rows } = await fixture('freshdesk-tickets.csv')
    expect(values(rows[1])).toMatchObject({ ticket: '102', agent: null, team: 'Support' })
  })
  it('Etsy: names of items are written as in a web page', async () => {
    const header = readFileSync(path.join(fixtures, 'etsy-order-items.csv'), 'utf8').split('\n')[0] ?? ''
    const row =
      '03/04/24,"Oak Tray &amp; Mug &quot;A&#39;s&quot;",ada,1,9.00,,,0,0,0,0,9.00,CAD,7,8,,,,,,,,,,9,,online,listing,online_cc,,,,'
    const { rows } = await read(folder.write('etsy.csv', lines(header, row)))
    expect(rows[0]).toMatchObject({ productName: `Oak Tray & Mug "A's"`, orderLine: '7' })
  })
  it('Google Analytics: each table of a report stands below remarks of its own', async () => {
    const remarks = ['# ', '# All Users', '# Start date: 20240301', '# End date: 20240331']
    const text = lines(
      '# Acquisition overview',
      ...remarks,
      'Session primary channel group (Default Channel Group),Sessions',
      'Organic Search,1240',
      'Direct,630',
      ...remarks,
      'Session campaign,Sessions',
      'spring,1500',
      'summer,700'
    )
    const { groups } = await understand([folder.write('overview.csv', text)], {
      templates: builtInTemplates(),
      signal: noSignal,
      onProgress: () => {}
    })
    expect(groups.map(({ preview }) => [preview.kind, preview.expected.good, preview.mapping.template])).toEqual([
      ['touchpoints', 2, 'ga4-acquisition'],
      ['touchpoints', 2, 'ga4-acquisition']
    ])
  })
})

describe('a template that a user made', () => {
  const own: Template = {
    id: 'own-1',
    name: 'Till',
    signature: { columns: ['No', 'Who', 'When', 'Sum'], exact: true },
    mapping: {
      kind: 'orders',
      columns: { No: 'order', Who: 'customer', When: 'orderedAt', Sum: 'lineTotal' },
      dateOrder: 'dmy',
      decimal: ',',
      notMissing: ['-']
    }
  }
  const till = (rows: string[], header = 'No;Who;When;Sum') => folder.write('till.csv', [header, ...rows].join('\n'))
  it('applies when its header returns, in any order of the columns, and answers what the rows leave open', async () => {
    const templates = [...builtInTemplates(), own]
    const { preview, rows } = await read(till(['1;7;03/04/2024;1,234'], 'No;Who;When;Sum'), { templates })
    expect([preview.template?.id, preview.questions, preview.blockers]).toEqual(['own-1', [], []])
    expect(order(rows[0])).toMatchObject(['1', '7', '2024-04-03T00:00:00', null, 1, 1.234, '', 'sale'])
    const other = await read(till(['1,234;03/04/2024;7;1'], 'Sum;When;Who;No'), { templates })
    expect(order(other.rows[0])).toEqual(order(rows[0]))
    expect(headerSignature(['a', 'b'])).toBe(headerSignature(['b', 'a']))
  })
  it('does not apply to another header', async () => {
    const { preview } = await read(till(['1;7;03/04/2024;1,234;x'], 'No;Who;When;Sum;More'), { templates: [own] })
    expect(preview.template).toBeNull()
  })
  it('does not go against the rows', async () => {
    const { rows } = await read(till(['1;7;01/13/2024;12.50']), { templates: [own] })
    expect(order(rows[0])).toEqual(['1', '7', '2024-01-13T00:00:00', null, 1, 12.5, '', 'sale'])
  })
  it('gives way to what the user says', async () => {
    const path = till(['1;7;03/04/2024;12,50'])
    expect(order((await read(path, { templates: [own], mapping: { dateOrder: 'mdy' } })).rows[0])[2]).toBe('2024-03-04T00:00:00')
    expect((await read(path, { templates: [own], mapping: { template: 'none' } })).preview.template).toBeNull()
    expect((await read(path, { templates: [own], mapping: { kind: 'customers' } })).preview.template).toBeNull()
  })
  it('comes before a built-in one', async () => {
    const header = (readFileSync(path.join(fixtures, 'etsy-orders.csv'), 'utf8').split('\n')[0] ?? '').split(',')
    const mine = { ...own, id: 'own-2', signature: { columns: header, exact: true } }
    expect(matchTemplate(header, [mine, ...builtInTemplates()])?.id).toBe('own-2')
    expect(matchTemplate(header, [...builtInTemplates(), mine])?.id).toBe('own-2')
  })
})

it('steps may be used in a mapping of one’s own', async () => {
  const file = folder.write(
    'own.csv',
    'Nr,Day,Time,Who,Cents,Sort\n1,2024-01-13,10:15,7,1250,sale\n1,,,,500,back\n2,2024-01-14,11:00,8,99,fee\n'
  )
  const { rows, rejected, preview } = await read(file, {
    mapping: {
      kind: 'orders',
      transforms: [
        { do: 'carryForward', by: 'Nr', columns: ['Day', 'Time', 'Who'] },
        { do: 'leaveOut', where: 'Sort', is: ['fee'] },
        { do: 'join', columns: ['Day', 'Time'], with: ' ', as: 'At' },
        { do: 'minorUnits', columns: ['Cents'], digits: 2 },
        { do: 'negate', columns: ['Cents'], where: 'Sort', is: ['back'] }
      ],
      columns: { Nr: 'order', Who: 'customer', At: 'orderedAt', Cents: 'lineTotal' }
    }
  })
  expect(rows.map(order)).toEqual([
    ['1', '7', '2024-01-13T10:15:00', null, 1, 12.5, '', 'sale'],
    ['1', '7', '2024-01-13T10:15:00', null, 1, -5, '', 'return']
  ])
  expect(rejected).toEqual(['4 leftOut fee'])
  expect(preview.sample.find(({ line }) => line === 3)?.raw).toEqual(['1', '2024-01-13', '10:15', '7', '-5.00', 'back', '2024-01-13 10:15'])
})

it('are described in the documentation, each of them', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs/import-templates.md'), 'utf8')
  for (const { id, name } of builtInTemplates()) expect(text).toContain(`### ${name} (\`${id}\`)`)
  for (const step of Transform.options) expect(text).toContain(`"do": "${step.shape.do.value}"`)
})
