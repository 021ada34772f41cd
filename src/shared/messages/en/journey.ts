/**
 * Texts of the journey: its screen, and what the command line says. All but `evidence` is read by shop owners and keeps to their
 * words. Values are texts, or functions of what they speak about, already formatted.
 */
import { counted } from '../../format.ts'

const customers = (n: number) => counted(n, 'customer', 'customers')
const touchpoints = (n: number) => counted(n, 'touchpoint', 'touchpoints')

export const journey = {
  title: 'Journey',
  reading: 'Reading…',
  unreadable: 'The journey cannot be shown.',

  stage: {
    awareness: 'Awareness',
    consideration: 'Consideration',
    decision: 'Decision',
    purchase: 'Purchase',
    'post-purchase': 'Post-purchase',
    loyalty: 'Loyalty'
  },
  /** Of what is no touchpoint: kind and category of it, which may be ''. */
  event: {
    touchpoint: () => 'Unnamed touchpoint',
    order: () => 'First order',
    repeat: () => 'Another order',
    return: () => 'Return',
    ticket: (category: string) => (category === '' ? 'Ticket' : `Ticket: ${category}`),
    wait: () => 'Long wait for an answer',
    slow: () => 'Long wait for an answer',
    feedback: (type: string) => (type === '' ? 'Feedback' : `Feedback: ${type}`),
    low: (type: string) => (type === '' ? 'Low score' : `Low score: ${type}`),
    referral: () => 'Sent somebody'
  },
  toPurchase: 'the purchase',

  finding: {
    change: (d: { period: string; group: string | null; share: string; usual: string; from: string; to: string; fewer: boolean }) =>
      `${d.period}, ${d.fewer ? 'only ' : ''}${d.share} of visits${d.group === null ? '' : ` (${d.group})`} went on from ${d.from} to ${d.to}; usually ${d.usual} do.`,
    changeCustomers: (d: { period: string; group: string | null; share: string; usual: string; stage: string; fewer: boolean }) =>
      `Of customers who came to ${d.stage} ${lowerFirst(d.period)}${d.group === null ? '' : ` (${d.group})`}, ${d.fewer ? 'only ' : ''}${d.share} went on to a later stage; usually ${d.usual} do.`,
    gap: (d: { group: string; share: string; others: string; stage: string }) =>
      `Of customers ${d.group} ${d.share} go on to a later stage after ${d.stage}; of the others ${d.others}.`,
    stop: (d: { stage: string; share: string; stayed: string; window: string }) =>
      `Most are lost after ${d.stage}: ${d.stayed}, ${d.share} of those who came so far, did not go on to a later stage within ${d.window}.`,
    flows: (people: string) => `${people} are on their way; nobody has had the time to go on yet.`,
    none: 'No customer can be placed in a stage.'
  },
  period: {
    since: (from: string) => `Since ${from}`,
    between: (from: string, to: string) => `From ${from} to ${to}`
  },
  group: { device: (name: string) => `on ${name}`, channel: (name: string) => `from ${name}`, segment: (name: string) => `in ${name}` },
  basis: (people: string, first: string, last: string, window: string) =>
    `${people}, ${first} to ${last}. Who goes on has ${window} for it.`,
  days: (n: number) => counted(n, 'day', 'days'),
  daysAbout: (n: string) => `${n} days`,
  hours: (n: number) => counted(n, 'hour', 'hours'),
  stale: 'The data, the date or the stages have changed since.',
  show: (people: string) => `Show these ${people}`,
  showThere: (people: string) => `Show the ${people} who were there`,
  ofEverybody: 'The sentence is of everybody, the map of those chosen.',
  run: 'Read the journey',
  runAgain: 'Read again',
  running: 'Reading what customers did. You can go on working meanwhile.',

  empty: {
    ready: 'What customers did was not yet read.',
    noData: 'No journey yet.',
    title: 'How customers come, buy and come back will stand here',
    how: 'Sextant follows each customer from stage to stage: how many go on, how long it takes, and where they are lost. It takes a few seconds.',
    missing:
      'It is read from orders, touchpoints, tickets and feedback that name customers and dates. An order file alone is enough to begin.',
    action: 'Add a file'
  },

  scope: {
    label: 'Which customers',
    period: 'Came in',
    all: 'the whole time',
    last: (days: number) => `the last ${counted(days, 'day', 'days')}`,
    segment: 'Segment',
    channel: 'Came through',
    anyone: 'Everybody',
    anyChannel: 'Any channel',
    window: 'Time to go on',
    usual: 'the usual time',
    windowAuto: (days: number) => `${counted(days, 'day', 'days')} (usual)`
  },

  map: {
    title: 'The way of your customers',
    label: (stage: string) => `Stage ${stage}`,
    customers: 'customers',
    seeEntered: (stage: string, n: string) => `${n} customers in ${stage}: show them`,
    seeMoved: (n: string) => `${n} who went on to a later stage: show them`,
    seeStayed: (n: string) => `${n} who did not: show them`,
    seeOpen: (n: string) => `${n} whose time is not over: show them`,
    goOn: 'go on to a later stage',
    moved: 'went on to a later stage',
    stayed: 'did not',
    open: 'time not over',
    before: (share: string) => `before: ${share}`,
    time: (days: string) => `half within ${days}`,
    noTime: 'fewer than half ever go on',
    unknown: 'not known yet',
    unseen: 'Not known.',
    noLater: 'Nothing is known of later stages.',
    notCovered: 'The data tell nothing of it in this time.',
    /** What would say who was there. */
    noData: {
      awareness: 'No touchpoint leads here.',
      consideration: 'No touchpoint leads here.',
      decision: 'No touchpoint leads here.',
      purchase: 'There are no orders, and no touchpoint leads here.',
      'post-purchase': 'There are no returns, tickets or feedback, and no touchpoint leads here.',
      loyalty: 'There are no orders or referrals, and no touchpoint leads here.',
      own: 'No rule that leads here has caught a touchpoint.'
    },
    /** `nps`, `csat`, `ces` or as a file calls what it asks; '' where it does not. */
    satisfaction: (type: string) =>
      type === '' ? 'Mean score' : `Mean ${/^(nps|csat|ces)$/.test(type) ? type.toUpperCase() : type} score`,
    answers: (n: number) => counted(n, 'answer', 'answers'),
    value: 'Orders',
    cost: 'Spent',
    channels: 'Through',
    pain: 'Hurts',
    noPain: 'Nothing found that keeps them',
    unknownChannel: 'unknown'
  },
  soon: 'the same hour',

  breaks: {
    title: 'Where it breaks',
    none: 'We looked, and found no time and no group in which clearly fewer go on than usual.',
    columns: {
      what: 'What happened',
      when: 'When',
      share: 'Went on',
      usual: 'Usually',
      lost: 'Fewer by',
      customers: 'Customers',
      sure: 'How sure'
    },
    change: (from: string, to: string, group: string | null) => `${from} → ${to}${group === null ? '' : `, ${group}`}`,
    gap: (stage: string, group: string) => `${stage} → a later stage, ${group}`,
    all: (stage: string) => `${stage} → a later stage`,
    always: 'all along',
    lost: { visits: (n: number) => counted(n, 'visit', 'visits'), customers },
    sure: 'sure',
    likely: 'likely',
    better: 'Went better',
    sign: (label: string, inside: string, outside: string) => `“${label}” in ${inside} of these visits, otherwise in ${outside}`,
    see: (n: string) => `${n} customers: show them`,
    weeks: 'Week by week',
    week: (day: string, share: string, of: string) => `Week of ${day}: ${share} of ${of} went on.`,
    usually: (share: string) => `usually ${share}`,
    chartLabel: (what: string, then: string, usual: string) => `${what}: ${then} in the marked weeks, ${usual}.`,
    headers: { week: 'Week of', share: 'Share who went on', visits: 'Visits', customers: 'Customers' }
  },
  pains: {
    title: 'What keeps customers from going on',
    none: 'Nothing that customers met goes with going on less.',
    unknown:
      'Not known: too little that may hurt was recorded to compare who met it with who did not. Tickets, feedback and touchpoints tell.',
    columns: {
      what: 'What they met',
      stage: 'Stage',
      customers: 'Customers',
      withIt: 'Go on with it',
      withoutIt: 'Without it',
      told: 'Difference'
    },
    hurts: 'go on less',
    fine: 'no difference seen',
    see: (what: string, n: string) => `${n} who met “${what}”: show them`
  },

  matrix: {
    title: 'Who is hurt where',
    note: (window: string, some: boolean) =>
      `Of those who came to the stage and whose ${window} are over: who met something painful within these ${window}. Orange: clearly more than all others; blue: fewer.${some ? ' Not comparable: most came to the stage only by what hurt them, so that all in it did.' : ''} Pain points of segments count the whole group and the whole time instead.`,
    of: (all: string, share: string) => `of ${all} (${share})`,
    incomparable: (all: string) => `of ${all}, not comparable`,
    more: (others: string) => `more than the ${others} of others`,
    less: (others: string) => `fewer than the ${others} of others`,
    most: (what: string) => `, mostly: ${what}`,
    chip: (segment: string, stage: string) => `${segment}, hurt in ${stage}`,
    see: (segment: string, stage: string, n: string) => `${n} of ${segment} hurt in ${stage}: show them`
  },

  funnel: {
    title: 'Funnel',
    note: 'Put steps in a row and see who takes them.',
    add: 'Add a step',
    step: (n: number) => `Step ${n}`,
    stages: 'Stages',
    events: 'What they did',
    optional: 'may be left out',
    remove: (label: string) => `Remove ${label}`,
    earlier: (label: string) => `Move ${label} up`,
    later: (label: string) => `Move ${label} down`,
    window: 'Days for the whole way',
    daysSuffix: ' days',
    ordered: 'In this order',
    columns: { step: 'Step', closed: 'Customers', share: 'Of the step before', days: 'Half within', open: 'Time not over' },
    seeClosed: (n: string, step: string) => `${n} customers at ${step}: show them`,
    seeOpen: (n: string, step: string) => `${n} whose time is not over, at ${step}: show them`,
    few: 'Choose at least two steps.'
  },

  setup: {
    open: 'Stages and rules',
    title: 'Stages and rules',
    intro:
      'Orders, returns, tickets and feedback find their stage by themselves. Rules say what touchpoints mean; the first that fits decides.',
    stages: 'Stages',
    stageName: (n: number) => `Name of stage ${n}`,
    addStage: 'Add a stage',
    newStage: 'New stage',
    removeStage: (name: string) => `Remove ${name}`,
    earlier: (name: string) => `Move ${name} earlier`,
    later: (name: string) => `Move ${name} later`,
    automatic: {
      awareness: 'rules alone',
      consideration: 'rules alone',
      decision: 'rules alone',
      purchase: 'first orders',
      'post-purchase': 'returns, tickets, feedback',
      loyalty: 'further orders, referrals'
    },
    own: 'rules alone',
    rules: 'Rules',
    proposed: 'Proposed from your data. Save to keep them as yours.',
    rule: (n: number) => `Rule ${n}`,
    field: { event: 'Event', channel: 'Channel', page: 'Page', campaign: 'Campaign' },
    fieldLabel: (n: number) => `Rule ${n}: what is looked at`,
    how: { equals: 'is', contains: 'contains', pattern: 'is like' },
    howLabel: (n: number) => `Rule ${n}: how it fits`,
    valueLabel: (n: number) => `Rule ${n}: text`,
    stageLabel: (n: number) => `Rule ${n}: stage`,
    patternHint: '* stands for anything, ? for one character',
    noStage: 'no stage',
    addRule: 'Add a rule',
    removeRule: (n: number) => `Remove rule ${n}`,
    up: (n: number) => `Move rule ${n} up`,
    down: (n: number) => `Move rule ${n} down`,
    proposals: 'Not mapped yet',
    proposalsNone: 'Every kind of touchpoint has a stage.',
    take: (value: string) => `Stage of “${value}”`,
    counts: touchpoints,
    unmapped: (value: string, n: string) => `“${value}”, ${n}`,
    save: 'Save and read again',
    reset: 'Back to what the data suggest',
    cancel: 'Cancel'
  },

  belief: {
    title: 'Believed and observed',
    note: 'Arrange the journey that you believe in. It is held against your later customers.',
    add: 'Draw a belief',
    edit: (name: string) => `Change ${name}`,
    remove: (name: string) => `Remove ${name}`,
    none: 'No belief drawn yet.',
    dialog: 'The journey that you believe in',
    name: 'Name',
    named: 'My journey',
    steps: 'Stages in the order in which you believe they come',
    left: 'Not part of it',
    leave: (stage: string) => `Leave ${stage} out`,
    take: (stage: string) => `Add ${stage}`,
    earlier: (stage: string) => `Move ${stage} earlier`,
    later: (stage: string) => `Move ${stage} later`,
    drag: (stage: string) => `${stage}: drag it, or move it with the arrow keys`,
    conversion: (stage: string) => `After ${stage} go on, %`,
    days: (stage: string) => `After ${stage} days that half need`,
    percent: 'Go on, %',
    halfIn: 'Days for half',
    noOpinion: 'no opinion',
    save: 'Hold against observed',
    cancel: 'Cancel',
    verdict: { supported: 'supported', contradicted: 'contradicted', undecided: 'undecided' },
    whole: (name: string, verdict: string) => `${name}: ${verdict}`,
    split: (day: string) => `Decided by customers who came from ${day} on.`,
    columns: {
      step: 'Step',
      believed: 'You believe',
      observed: 'Later customers',
      earlier: 'Earlier',
      verdict: 'Verdict',
      instead: 'Instead'
    },
    step: (from: string, to: string) => `${from} → ${to}`,
    goOn: (share: string) => `${share} go on`,
    half: (days: string) => `half within ${days}`,
    order: (share: string) => `${share} in this order`,
    wentTo: (n: string, stage: string) => `${n} went to ${stage}: show them`,
    wentNowhere: (n: string) => `${n} nowhere: show them`,
    nowhere: 'nowhere',
    difference: {
      fewer: (step: string, believed: string, seen: string) => `${step}: you believe ${believed}, but ${seen} go on.`,
      days: (step: string, believed: string, seen: string) => `${step}: you believe in ${believed}, but half need ${seen}.`,
      order: (step: string) => `${step}: most come the other way round.`,
      none: 'Later customers do as you believe.',
      open: 'There are too few later customers, or they are too different, to decide.'
    }
  },

  notes: {
    title: 'What is not in it',
    noTouchpoints: () => 'No touchpoints were imported: the journey begins with the purchase.',
    oneStage: () => 'Customers are in one stage only, so that nobody can go on.',
    unmapped: (n: number) => `${touchpoints(n)} that no rule maps to a stage.`,
    unknownCustomer: (n: number) => `${counted(n, 'touchpoint or order', 'touchpoints and orders')} of unknown customers.`,
    afterAsOf: (n: number) => `${counted(n, 'event', 'events')} after the date that the analysis is of.`,
    beforePurchase: (n: number) => `${counted(n, 'event', 'events')} of after the purchase, of customers whose purchase is not known.`,
    undated: (n: number) => `${counted(n, 'order, ticket or answer', 'orders, tickets and answers')} without a date.`,
    duplicates: (n: number) =>
      `${touchpoints(n)} that ${n === 1 ? 'stands' : 'stand'} there more than once; ${n === 1 ? 'it counts' : 'they count'} once.`,
    equalTimes: (n: number) =>
      `${touchpoints(n)} of the very moment of another one of the customer; they count in the order of the stages.`,
    zones: (n: number, example: string) =>
      `Purchases in ${example} of their orders (${n} looked at): the files seem to be in different time zones.`,
    mixedZones: (n: number, example: string) =>
      `${counted(n, 'moment', 'moments')} in several time zones (${example}), taken as they are written.`,
    otherCurrency: (n: number) => `${counted(n, 'order', 'orders')} in another currency: counted, without their money.`,
    noStage: (n: number) => `${counted(n, 'event', 'events')} whose stage is not among yours.`,
    segmentsByOrders: (n: number) =>
      `How many of each segment go on is not compared in ${counted(n, 'stage', 'stages')}: segments are made of what customers ordered, and an order is what takes them on.`
  },

  filter: {
    subject: 'Journey',
    entered: (stage: string) => `in ${stage}`,
    moved: (stage: string) => `went on to a later stage after ${stage}`,
    stayed: (stage: string) => `did not go on after ${stage}`,
    open: (stage: string) => `time not over after ${stage}`,
    channel: (stage: string, channel: string) => `${stage} through ${channel}`,
    pain: (stage: string, what: string) => `${what}, ${stage}`,
    change: (what: string) => what,
    gap: (what: string) => what,
    funnel: (step: string) => `funnel: ${step}`,
    funnelOpen: (step: string) => `funnel, time not over: ${step}`,
    belief: (name: string, stage: string) => `${name}: went to ${stage}`,
    finding: (n: string, what: string) => `${n}: ${what}.`
  },

  evidence: {
    title: 'How it was counted',
    interval: 'Intervals',
    intervalText:
      'Wilson score, 95%. Conversion counts customers whose window has ended; time is the Kaplan–Meier quartiles of everybody who entered.',
    changes: 'Changes over time',
    changesText: (series: number, groups: number, pains: number) =>
      `Bernoulli scan statistic over ${counted(series, 'look', 'looks')}, permutation null with Gumbel tail, Benjamini–Hochberg: sure below q = 0.001, likely below 0.05. Groups: ${counted(groups, 'comparison', 'comparisons')}; pain points: ${counted(pains, 'comparison', 'comparisons')}; both by Fisher’s exact or the score test, q ≤ 0.05.`,
    q: (q: string) => `q ${q}`,
    run: 'Run'
  },

  cli: {
    break: (what: string, sure: string) => `${what} (${sure})`,
    unknown: (stages: readonly string[], why: string) => `${stages.join(', ')}: not known. ${why}`,
    read: (people: number, asOf: string, window: string) => `${customers(people)} as of ${asOf}; each has ${window} to go on.`,
    columns: {
      stage: 'stage',
      customers: 'customers',
      conversion: 'to a later stage',
      interval: '95%',
      days: 'half within, days',
      open: 'open'
    },
    verdict: {
      usable: 'Customers could be followed from stage to stage.',
      insufficient: 'No customer has had the time to go on yet, or all are in one stage.'
    }
  }
} as const

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
