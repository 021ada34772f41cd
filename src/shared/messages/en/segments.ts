/**
 * Texts of the segments screens. All but `evidence` is read by shop owners and keeps to their words; `evidence` is what
 * an analyst opens with *Show the evidence*. Values are texts, or functions of what they speak about, already formatted.
 */
import { counted } from '../../format.ts'

const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'] as const
const groups = (n: number) => `${words[n] ?? n} ${n === 1 ? 'group' : 'groups'}`
const slices = (n: number) => `${words[n] ?? n} ${n === 1 ? 'slice' : 'slices'}`

export const segments = {
  title: 'Segments',
  reading: 'Reading…',
  unreadable: 'The segments cannot be shown.',
  finding: {
    groups: (d: { k: number; natural: boolean; name: string; people: string; share: string; money: string; revenueShare: string }) =>
      `${d.natural ? groups(d.k) : slices(d.k)}; the ${d.people} “${d.name}” ${d.people === '1' ? 'is' : 'are'} ${d.share} of customers and ${d.people === '1' ? 'brings' : 'bring'} ${d.money}, ${d.revenueShare} of revenue from known customers.`,
    none: 'No groups were found.'
  },
  stale: (asOf: string) => `The data or the date has changed since. These groups are as of ${asOf}.`,
  notIn: (whom: string) => `Not in any group: ${whom}.`,

  find: 'Find segments',
  runAgain: 'Run again',
  running: 'Looking for customers who behave alike. You can go on working meanwhile.',
  how: {
    open: 'Choose how',
    groups: 'How many groups',
    auto: 'Best fit',
    autoHint: 'Tries 2 to 10 and keeps the number that separates customers best.',
    features: 'Tell customers apart by',
    needFeature: 'Choose at least one.',
    seed: 'Starting number',
    seedHint: 'The same number on the same data always gives the same groups.',
    reset: 'Back to the usual'
  },

  empty: {
    noData: 'No segments yet.',
    ready: (customers: string) => `${customers}, not yet told apart.`,
    title: 'Groups of customers who behave alike will stand here',
    how: 'Sextant looks at how lately, how often and for how much each of them buys. It takes a few seconds, and you can choose how.',
    missing: 'They are found from your order files: who ordered, when, and for how much. An order file is what is missing.',
    action: 'Add an order file',
    example: {
      regulars: { name: 'Regulars', different: 'Order often and lately, spend most' },
      newcomers: { name: 'Newcomers', different: 'First order a few weeks ago' },
      quiet: { name: 'Gone quiet', different: 'No order for many months' }
    }
  },

  table: {
    label: 'Segments',
    name: 'Segment',
    customers: 'Customers',
    share: 'Share of customers',
    revenueShare: 'Share of revenue',
    different: 'What makes them different',
    seeCustomers: (name: string, customers: string) => `${customers} in “${name}”: show them in the list`
  },
  /** Owner's words for a feature; `more` says where a customer with more of it stands, `unit` what its numbers count. */
  feature: {
    recency: 'Last order',
    frequency: 'Orders',
    monetary: 'Spent',
    meanOrderValue: 'Average order',
    tenure: 'Customer for'
  },
  featureLong: {
    recency: 'How lately they ordered',
    frequency: 'How often they order',
    monetary: 'How much they spent, less returns',
    meanOrderValue: 'How much an order is worth',
    tenure: 'How long they have been customers'
  },
  unit: {
    recency: 'days ago',
    frequency: '',
    tenure: 'days'
  },
  value: {
    recency: (days: string) => `${days} ago`,
    frequency: (orders: string, isOne: boolean) => `${orders} ${isOne ? 'order' : 'orders'}`,
    monetary: (amount: string) => amount,
    meanOrderValue: (amount: string) => `${amount} an order`,
    tenure: (days: string) => days
  },
  more: {
    recency: 'longer away',
    frequency: 'order more',
    monetary: 'spend more',
    meanOrderValue: 'larger orders',
    tenure: 'with you longer'
  },
  /** A value against that of the typical customer. */
  against: {
    same: 'as typical',
    times: (times: string) => `${times} typical`,
    typically: (typical: string) => `typically ${typical}`
  },
  different: {
    recency: (value: string, against: string) => `last order ${value} (${against})`,
    frequency: (value: string, against: string) => `${value} (${against})`,
    monetary: (value: string, against: string) => `spent ${value} (${against})`,
    meanOrderValue: (value: string, against: string) => `${value} (${against})`,
    tenure: (value: string, against: string) => `customers for ${value} (${against})`,
    nothing: 'Much like everyone else'
  },
  map: {
    title: 'Who is like whom',
    caption: 'Each mark is a customer; near means alike. Arrows point to where customers have more of something.',
    label: (k: number, customers: number) =>
      `Map of ${counted(customers, 'customer', 'customers')} in ${groups(k).toLowerCase()}: near means alike`,
    point: (code: string, name: string) => `Customer ${code}, of “${name}”. Click to see them.`,
    centre: (name: string, customers: string) => `“${name}”: ${customers}. Click to see them.`,
    customer: 'Customer',
    segment: 'Segment',
    across: 'Across',
    up: 'Up'
  },
  profile: {
    title: 'Against everyone',
    titleOf: (segment: string) => `“${segment}” against everyone`,
    caption: 'The middle customer and where half of them lie: this group (mark and line) against everyone (grey bar).',
    label: (segment: string) => `How “${segment}” differ from the typical customer`,
    typical: 'typical',
    said: (value: string, against: string) => `${value} · ${against}`,
    sentence: (d: { segment: string; feature: string; median: string; low: string; high: string; typical: string }) =>
      `${d.feature}: half of “${d.segment}” lie between ${d.low} and ${d.high}, the middle one at ${d.median}; the typical customer is at ${d.typical}.`,
    columns: {
      feature: 'What',
      segment: 'This group',
      everyone: 'Everyone',
      times: '× typical'
    }
  },
  detail: {
    back: 'All segments',
    finding: (d: { name: string; people: string; share: string; money: string; revenueShare: string }) =>
      `${d.people} “${d.name}”: ${d.share} of customers, who ${d.people === '1' ? 'brings' : 'bring'} ${d.money}, ${d.revenueShare} of revenue from known customers.`,
    members: (customers: string) => `Show the ${customers}`,
    notFound: 'This segment is not part of the newest result.',
    best: 'Best customers',
    noBest: 'Nobody in this group spent more than came back.',
    bestLabel: (name: string) => `Best customers of “${name}”`
  },

  evidence: {
    title: 'Evidence',
    chosenBy: {
      silhouette: (k: number) => `${k}, chosen by the highest silhouette`,
      request: (k: number) => `${k}, asked for`
    },
    k: 'Number of clusters k',
    silhouette: 'Mean silhouette',
    silhouetteOf: (value: string, rows: string) => `${value}, on ${rows}`,
    inertia: 'Inertia',
    agreement: (name: string) => `Agreement with ${name}`,
    agreementValue: (share: string, rows: string, difference: string) =>
      `${share} of labels equal on ${rows} from the same start; largest centroid difference ${difference}`,
    seed: 'Seed',
    starts: 'Starts',
    run: 'Run',
    runValue: (id: number, version: string) => `${id}, engine ${version}`,
    fingerprint: 'Input fingerprint',
    asOf: 'As-of date',
    computed: 'Computed',
    scaling: 'Transforms',
    scalingOf: { none: 'none', log: 'log', 'signed-log': 'signed log' },
    scalingLine: (feature: string, transform: string) => `${feature}: ${transform}`,
    scalingNote: 'then robust scaling (median and quartiles)',
    clusterSilhouette: 'Silhouette',
    component: (n: number, explained: string) => `Principal component ${n} (${explained} of variance)`,
    criteria: {
      title: 'Criteria by number of clusters',
      label: (k: number) => `Criteria by number of clusters k; ${k} in use`,
      groups: 'k',
      silhouette: 'Silhouette',
      inertia: 'Inertia',
      chosen: (k: number, value: string) => `k = ${k}: ${value}`,
      sentence: (criterion: string, k: number, value: string) => `k = ${k}: ${criterion.toLowerCase()} ${value}`
    },
    effect: {
      title: (segment: string) => `Effect sizes of “${segment}”`,
      caption: "Hedges' g of the segment against everyone else on the scaled feature, with 95 % interval.",
      label: (segment: string) => `Effect sizes of “${segment}” with 95 % intervals`,
      value: (g: string, low: string, high: string) => `${g} (${low} to ${high})`,
      sentence: (feature: string, g: string, low: string, high: string) => `${feature}: Hedges' g ${g}, 95 % interval ${low} to ${high}.`,
      columns: { feature: 'Feature', effect: "Hedges' g (95 %)" }
    }
  }
} as const
