/** The tables whose rows follow from what imports said (see fold.ts), what their rows are found by, and how each column follows. */
import type { Policy, Shape } from './fold.ts'

export interface EntityTable extends Shape {
  name: EntityName
  /** What a row is found by: columns with a unique index. */
  keys: readonly string[]
  /** Column that holds the moment of the row; without it every row counts as a list. */
  moment: string | null
  /** Columns that are amounts; each has a column of decimals beside it. In statements they are decimal text. */
  money: readonly string[]
  /** Whether `blanks` keeps, a bit each, which columns of the policy `state` are known to be blank. */
  blanks: boolean
}

export const entityNames = [
  'customer',
  'product',
  'orders',
  'ticket',
  'touchpoint',
  'feedback',
  'offer_response',
  'marketing_spend',
  'subscription'
] as const
export type EntityName = (typeof entityNames)[number]

function columns(policy: Policy, names: string): [string, Policy][] {
  return names.split(' ').map((name) => [name, policy])
}

const extra: [string, Policy] = ['extra', 'extra']
const identity = ['identity', 'ordinal'] as const

/** `customer` stands for `customer_id` and `named_id`. */
export const entities = {
  customer: {
    name: 'customer',
    keys: ['code'],
    moment: 'seen_at',
    ties: 'first',
    money: [],
    blanks: false,
    columns: [
      ...columns('newest', 'name email country phone company region city postcode registered_at channel newsletter referred_by'),
      extra
    ]
  },
  product: {
    name: 'product',
    keys: ['sku'],
    moment: 'seen_at',
    ties: 'first',
    money: ['price', 'cost'],
    blanks: false,
    columns: [...columns('newest', 'name category brand price cost currency'), extra]
  },
  orders: {
    name: 'orders',
    keys: ['number'],
    moment: null,
    ties: 'first',
    money: [],
    blanks: false,
    columns: [['currency', 'first'], ['ordered_at', 'least'], ...columns('newest', 'customer country channel status voided')]
  },
  ticket: {
    name: 'ticket',
    keys: ['number'],
    moment: 'state_at',
    ties: 'later',
    money: [],
    blanks: true,
    columns: [
      ['states', 'greatest'],
      // Events of a ticket that come in several files.
      ['opened_at', 'least'],
      ...columns('state', 'resolved_at closed_at'),
      ...columns('newest', 'customer order_number product_id first_response_at status reopens reassignments replies'),
      ...columns('newest', 'channel category subcategory priority agent team subject message rating sla_met'),
      extra
    ]
  },
  // Nothing of a touchpoint is ever changed; another one with the same content may carry other extra columns.
  touchpoint: {
    name: 'touchpoint',
    keys: ['at', ...identity],
    moment: null,
    ties: 'first',
    money: [],
    blanks: false,
    columns: [['extra', 'first']]
  },
  feedback: {
    name: 'feedback',
    keys: identity,
    moment: null,
    ties: 'later',
    money: [],
    blanks: false,
    columns: [
      ['first_of_row', 'first'],
      ...columns('newest', 'code customer at type question score scale title comment order_number ticket_number'),
      ...columns('newest', 'product_id channel'),
      extra
    ]
  },
  offer_response: {
    name: 'offer_response',
    keys: identity,
    moment: null,
    ties: 'later',
    money: ['value'],
    blanks: false,
    columns: [
      ['first_of_row', 'first'],
      ...columns('newest', 'customer campaign offer variant control channel sent_at opened opened_at clicked clicked_at'),
      ...columns('newest', 'accepted accepted_at value currency order_number'),
      extra
    ]
  },
  marketing_spend: {
    name: 'marketing_spend',
    keys: identity,
    moment: null,
    ties: 'later',
    money: ['cost', 'revenue'],
    blanks: false,
    columns: [...columns('newest', 'at until channel campaign ad_set cost revenue currency impressions clicks conversions'), extra]
  },
  subscription: {
    name: 'subscription',
    keys: identity,
    moment: null,
    ties: 'later',
    money: ['price'],
    blanks: true,
    columns: [
      ...columns('state', 'ended_at'),
      ...columns('newest', 'code customer plan product_id status started_at period price currency interval quantity usage usage_limit'),
      extra
    ]
  }
} as const satisfies Record<EntityName, EntityTable>
