/**
 * Texts of the segments screens. All but `evidence` is read by shop owners and keeps to their words; `evidence` is what
 * an analyst opens with *Show the evidence*. Values are texts, or functions of what they speak about, already formatted.
 */
import { counted } from '../../format.ts'
import { numberWord } from './numbers.ts'

const groups = (n: number) => `${numberWord(n)} ${n === 1 ? 'group' : 'groups'}`
/** Null: there is no revenue to have a share of. */
const ofRevenue = (share: string | null) =>
  share === null ? 'and more was given back than bought in all' : `${share} of revenue from known customers`
const slices = (n: number) => `${numberWord(n)} ${n === 1 ? 'slice' : 'slices'}`

export const segments = {
  title: 'Segments',
  reading: 'Reading…',
  unreadable: 'The segments cannot be shown.',
  finding: {
    groups: (d: { k: number; natural: boolean; name: string; people: string; share: string; money: string; revenueShare: string | null }) =>
      `${d.natural ? groups(d.k) : slices(d.k)}; the ${d.people} “${d.name}” ${d.people === '1' ? 'is' : 'are'} ${d.share} of customers and ${d.people === '1' ? 'brings' : 'bring'} ${d.money}, ${ofRevenue(d.revenueShare)}.`,
    none: 'No groups were found.'
  },
  stale: (asOf: string) => `The data or the date has changed since. These groups are as of ${asOf}.`,
  notIn: (whom: string) => `Not in any group: ${whom}.`,

  find: 'Find segments',
  runAgain: 'Run again',
  /** Where the reading leads: to the advice for the chosen group. */
  next: { action: 'See what to do', label: (name: string) => `See what to do for “${name}”` },
  proposals: {
    title: 'How many groups',
    evidence: (k: number) => `${groups(k)}: the clearest cut`,
    useful: (k: number) => `${groups(k)}: the most useful`,
    both: (k: number) => `${groups(k)}: the clearest cut and the most useful`,
    bothInUse: (k: number) => `${numberWord(k)} is both the clearest cut and the most useful number.`,
    inUse: 'In use',
    use: (k: number) => `Use ${numberWord(k).toLowerCase()}`,
    judging: 'Comparing with chance …',
    judge: 'Compare with chance',
    unjudged: 'Not compared with chance yet.'
  },
  running: 'Looking for customers who behave alike. You can go on working meanwhile.',
  how: {
    open: 'Choose how',
    groups: 'How many groups',
    auto: 'Best fit',
    autoHint: 'Tries 2 to 15 and takes the most useful number, unless another separates customers far better.',
    features: 'Tell customers apart by',
    needFeature: 'Choose at least one.',
    needNumber: 'Choose at least one that counts or measures something.',
    loading: 'Looking at what there is in your data.',
    presets: 'Start from',
    own: 'Your own choice',
    chosen: (n: number, of: number) => `${n} of ${of} chosen`,
    columns: {
      feature: 'What',
      spread: 'How customers differ in it',
      known: 'Known for',
      typical: 'Typical',
      missing: 'Missing'
    },
    spreadOf: (feature: string, low: string, high: string) => `${feature}: half of customers lie between ${low} and ${high}`,
    levels: (names: string) => names,
    left: {
      missing: (share: string) => `Unknown for ${share} of customers: left out`,
      constant: (share: string) => `The same for ${share} of customers: left out`,
      copy: (like: string) => `Says the same as “${like}”: left out`,
      allDifferent: 'Different for everybody: left out',
      tooNew: (share: string) => `A season is a habit from its second year on, and ${share} of customers came later: left out`
    },
    /** In front of what is chosen. */
    asProposed: (what: string) => `${what}, proposed`,
    transformOf: (feature: string) => `Transform of ${feature}`,
    scaleOf: (feature: string) => `Scale of ${feature}`,
    seed: 'Starting number',
    seedHint: 'The same number on the same data always gives the same groups.',
    reset: 'Back to the usual'
  },

  empty: {
    noData: 'No segments yet.',
    running: (customers: string) => `Telling ${customers} apart.`,
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
  /** A value against that of the typical customer. */
  against: {
    same: 'as typical',
    times: (times: string) => `${times} typical`,
    typically: (typical: string) => `typically ${typical}`
  },
  different: {
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
    point: (sign: string, points: number) => `${sign}${points} points`,
    points: 'Shares in percentage points.',
    difference: (feature: string, edge: string) => `${feature} by difference, since the typical value is not above 0: the edge is ${edge}.`,
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
  /** Shares that add up to all. */
  mix: {
    heading: 'What it adds up to',
    label: (who: string) => `Mixes of ${who} against everyone`,
    caption: 'Means, so that each bar adds up to all. Orange parts are larger than everyone’s, blue ones smaller.',
    mix: 'Mix',
    group: 'this group',
    everyone: 'everyone',
    title: {
      category: 'What they spend on',
      channel: 'How they order',
      season: 'When in the year',
      week: 'When in the week'
    },
    rest: { category: 'all else', channel: 'all else', season: 'other seasons', week: 'weekdays' },
    season: { winter: 'winter', spring: 'spring', summer: 'summer', autumn: 'autumn' },
    weekend: 'weekends',
    sentence: (d: { mix: string; part: string; who: string; share: string; typical: string }) =>
      `${d.mix}, ${d.who}: ${d.part} ${d.share}; ${d.typical} of everyone’s.`
  },
  detail: {
    back: 'All segments',
    finding: (d: { name: string; people: string; share: string; money: string; revenueShare: string | null }) =>
      `${d.people} “${d.name}”: ${d.share} of customers, who ${d.people === '1' ? 'brings' : 'bring'} ${d.money}, ${ofRevenue(d.revenueShare)}.`,
    members: (customers: string) => `Show the ${customers}`,
    notFound: 'This segment is not part of the newest result.',
    best: 'Best customers',
    noBest: 'Nobody in this group spent more than came back.',
    bestLabel: (name: string) => `Best customers of “${name}”`
  },

  evidence: {
    title: 'Evidence',
    columns: { missing: 'Missing', skew: 'Skew', treatment: 'Transform', closest: 'Correlates with' },
    closest: (feature: string, r: string) => `${feature} (r ${r})`,
    filledWith: 'filled with the median',
    moved: (n: number) => `${n} moved to the fence`,
    chosenBy: {
      evidence: (k: number) => `${k}, highest silhouette among the stable`,
      useful: (k: number) => `${k}, highest silhouette among 3–8 with stable, sizeable clusters`,
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
    scaling: (treatment: string) => `Transform: ${treatment}`,
    treatment: (transform: string, scale: string) => `${transform}, ${scale}`,
    scalingOf: { none: 'none', log: 'log(1 + x)', 'yeo-johnson': 'Yeo–Johnson' },
    scaleOf: { robust: 'robust', z: 'z' },
    filledLine: (feature: string, n: string) => `${feature}: ${n}`,
    filled: 'Missing, filled with the median',
    winsorised: 'Winsorised at the outer fence',
    chosen: 'Transform or scale chosen by you',
    dropped: 'Left out',
    droppedOf: {
      missing: (feature: string, share: string) => `${feature}: ${share} missing`,
      constant: (feature: string, share: string) => `${feature}: ${share} have the same value`,
      copy: (feature: string, like: string, r: string) => `${feature}: r = ${r} with ${like}`,
      allDifferent: (feature: string) => `${feature}: all values differ`,
      tooNew: (feature: string, share: string) => `${feature}: less than two years since the first purchase for ${share} of customers`
    },
    gamma: 'k-prototypes, weight γ',
    gap: 'Gap statistic',
    gapValue: (first: number, tibs: number, references: number, rows: string) =>
      `firstSEmax ${first}, Tibs2001SEmax ${tibs}; ${references} references, on ${rows}`,
    seeds: 'Agreement between seeds',
    seedsValue: (mean: string, lowest: string, seeds: number, rows: string) =>
      `ARI ${mean}, lowest ${lowest}, over ${seeds} seeds on ${rows}`,
    chance: 'Against the single-mode null',
    chanceValue: (p: string, draws: number, rows: string) => `p = ${p}, ${draws} draws of ${rows} rows`,
    proposal: { evidence: 'Best by evidence', useful: 'Most useful (3–8)' },
    stability: 'Stability',
    clusterSilhouette: 'Silhouette',
    component: (n: number, explained: string) => `Principal component ${n} (${explained} of variance)`,
    criteria: {
      title: 'Criteria by number of clusters',
      label: (k: number) => `Criteria by number of clusters k; ${k} in use`,
      groups: 'k',
      silhouette: 'Silhouette',
      calinskiHarabasz: 'Calinski–Harabasz',
      daviesBouldin: 'Davies–Bouldin',
      gap: 'Gap',
      stability: 'Bootstrap Jaccard',
      leastStable: 'Least stable',
      smallest: 'Smallest',
      inertia: 'Inertia',
      /** Heads of the table, which has to fit beside the rail. */
      heads: {
        silhouette: 'Silhouette',
        calinskiHarabasz: 'Calinski–H.',
        daviesBouldin: 'Davies–B.',
        gap: 'Gap',
        stability: 'Jaccard',
        leastStable: 'Least',
        smallest: 'Smallest',
        inertia: 'Inertia'
      },
      nullMedian: 'By chance',
      nullHigh: '99%',
      nullName: 'without groups',
      chosen: (k: number, value: string) => `k = ${k}: ${value}`,
      sentence: (criterion: string, k: number, value: string) => `k = ${k}: ${criterion.toLowerCase()} ${value}`
    },
    effect: {
      title: (segment: string) => `Effect sizes of “${segment}”`,
      caption: "Hedges' g of the segment against everyone else on the scaled feature, with 95% interval.",
      label: (segment: string) => `Effect sizes of “${segment}” with 95% intervals`,
      value: (g: string, low: string, high: string) => `${g} (${low} to ${high})`,
      sentence: (feature: string, g: string, low: string, high: string) => `${feature}: Hedges' g ${g}, 95% interval ${low} to ${high}.`,
      columns: { feature: 'Feature', effect: "Hedges' g (95%)" }
    }
  }
} as const
