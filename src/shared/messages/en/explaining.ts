/**
 * Texts of the screens that explain segments: who is in them, what hurts and moves them, what to do. All but `evidence` is
 * read by shop owners and keeps to their words.
 */
import { counted } from '../../format.ts'

const customers = (n: number) => counted(n, 'customer', 'customers')
const monthNames = {
  1: 'January',
  2: 'February',
  3: 'March',
  4: 'April',
  5: 'May',
  6: 'June',
  7: 'July',
  8: 'August',
  9: 'September',
  10: 'October',
  11: 'November',
  12: 'December'
} as const

export const explaining = {
  nav: {
    label: 'Views of the segments',
    groups: 'Groups',
    pains: 'Pain points',
    movement: 'Movement',
    compare: 'Compare two',
    rfm: 'Recency and value'
  },
  none: {
    finding: 'Find segments first.',
    text: 'This page looks at groups of customers. They have not been looked for yet.',
    old: 'These groups were found by an earlier version. Run them again and this page fills.',
    action: 'Go to the groups'
  },
  table: {
    hurts: 'What hurts them',
    todo: 'What to do'
  },
  export: {
    open: 'Save members',
    csv: 'As CSV',
    xlsx: 'As a workbook (XLSX)',
    file: 'segments'
  },
  score: {
    action: 'Only assign today’s customers',
    hint: 'The groups stay as they are; everybody is put into the one that fits best today.',
    note: (asOf: string) => `Customers were assigned to the groups as they were found for ${asOf}.`
  },
  rename: {
    open: (name: string) => `Rename “${name}”`,
    label: 'Name of the segment',
    save: 'Save',
    reset: (proposed: string) => `Use “${proposed}”`,
    proposed: (proposed: string) => `Its figures of today would say: ${proposed}.`,
    hint: 'The name stays when the groups are found again.'
  },
  compared: {
    gone: (names: string, asOf: string) =>
      `Since the groups of ${asOf}, ${names} ${names.includes(' and ') ? 'are' : 'is'} no longer there.`,
    fresh: (names: string) => `New: ${names}.`,
    renamed: {
      features: (from: string, to: string) =>
        `“${from}” is called “${to}” now: what its name said is no longer among what groups are made from.`,
      changed: (from: string, to: string) => `“${from}” is called “${to}” now: what its name said is no longer so.`,
      people: (from: string, to: string) =>
        `“${from}” is called “${to}” now: those for whom you gave the name are no longer most of it. The name comes back once they are a group of their own again.`
    },
    keptNames: (names: string, isOne: boolean) =>
      `${names} ${isOne ? 'keeps the name that you gave it' : 'keep the names that you gave them'}, though groups are made from other things now. Look whether ${isOne ? 'it still fits' : 'they still fit'}.`,
    and: ' and '
  },
  memberSheet: 'Members',
  memberColumns: {
    customer: 'customer',
    name: 'name',
    country: 'country',
    segment: 'segment',
    segmentName: 'segmentName',
    orders: 'orders',
    net: 'net',
    currency: 'currency',
    firstOrder: 'firstOrder',
    lastOrder: 'lastOrder',
    email: 'email',
    rfm: 'rfmGroup',
    champion: 'champion',
    atRisk: 'atRisk'
  },

  stage: {
    awareness: 'Awareness',
    consideration: 'Consideration',
    decision: 'Decision',
    purchase: 'Purchase',
    'post-purchase': 'Post-purchase',
    loyalty: 'Loyalty'
  },
  /** What hurts, as a label; a complaint is called by its topic. */
  pain: {
    dropOff: (topic: string) => (topic === '' ? 'Left before buying' : `Left at: ${spoken(topic)}`),
    trouble: (topic: string) => (topic === '' ? 'Something failed' : `Met: ${spoken(topic)}`),
    complaint: (topic: string) => (topic === '' ? 'Wrote to support' : `Wrote about: ${lowerFirst(topic)}`),
    slowAnswer: 'Long wait for an answer',
    slowSolution: 'Long wait for a solution',
    reopened: 'Problem came back',
    return: 'Sent something back',
    cancelled: 'Called an order off',
    lowScore: 'Gave a low score',
    notRecommended: 'Would not recommend',
    unhappyAfterHelp: 'Unhappy after being helped'
  },
  /** The same after “they”. */
  painVerb: {
    dropOff: (topic: string) => (topic === '' ? 'leave before buying' : `leave at “${spoken(topic)}” without buying`),
    trouble: (topic: string) => (topic === '' ? 'meet something that fails' : `meet “${spoken(topic)}”`),
    complaint: (topic: string) => (topic === '' ? 'write to support' : `write to support about ${lowerFirst(topic)}`),
    slowAnswer: 'wait long for an answer',
    slowSolution: 'wait long for a solution',
    reopened: 'see a problem come back',
    return: 'send something back',
    cancelled: 'call an order off',
    lowScore: 'give a low score',
    notRecommended: 'would not recommend the shop',
    unhappyAfterHelp: 'stay unhappy after being helped'
  },
  /** What to do about it. */
  painCure: {
    dropOff: (topic: string) =>
      `Walk the way to a purchase as this group does${topic === '' ? '' : `, up to “${spoken(topic)}”`}: price, delivery and payment are what people leave for.`,
    trouble: 'Have it looked at by whoever runs the shop’s pages, and write to those who met it: the way is free again.',
    complaint: (topic: string) =>
      `Read what they write${topic === '' ? '' : ` about “${lowerFirst(topic)}”`}, answer it where they buy, and tell whoever can put an end to it.`,
    slowAnswer: 'Answer this group first: a quick word that it is seen already helps.',
    slowSolution: 'Give these cases to whoever solves them quickest, and say when it will be done.',
    reopened: 'Ask before closing whether it is solved, and look at what came back.',
    return: 'See which products come back, and mend what the pages promise of them.',
    cancelled: 'Ask why at the moment of calling off: price, delivery time or a slip.',
    lowScore: 'Read what they say of it, and answer: who scores low and hears back often stays.',
    notRecommended: 'Call a few of them and ask what is missing. Who is asked often stays.',
    unhappyAfterHelp: 'Have someone else look at these cases again, and put right what can be.'
  },
  pains: {
    title: 'Pain points',
    finding: (d: { group: string; does: string; share: string; otherShare: string; people: string }) =>
      `${d.people} of “${d.group}” ${d.does}: ${d.share} of them, against ${d.otherShare} of everyone else.`,
    more: (n: number) =>
      n === 0 ? 'It is the only pain that stands out.' : `${n === 1 ? 'One more pain stands' : `${n} more pains stand`} out below.`,
    nothing: 'No group suffers more than the others: what goes wrong, goes wrong for everyone alike.',
    onlyMadeOf: (what: string) =>
      `No group suffers more than the others but by what the groups were made of: ${what}. That is how they were told apart, no finding.`,
    madeOf: (what: string) => `Not listed, as the groups were made of it: ${what}.`,
    isMadeOf: 'what the group was made of',
    noData: 'There is nothing yet that could tell what hurts.',
    basis: (from: string, what: string) => `From ${what} since ${from}.`,
    calledOff: 'orders that were called off',
    visits: (n: number) => counted(n, 'visit', 'visits'),
    tickets: (n: number) => counted(n, 'support ticket', 'support tickets'),
    answers: (n: number) => counted(n, 'answer to a survey or review', 'answers to surveys and reviews'),
    returns: (n: number) => counted(n, 'return', 'returns'),
    missing: 'Import support tickets, feedback, or orders with their returns, then run the segments again.',
    outTitle: 'Who hurts where',
    outNote: 'Only what hits a group clearly more than everyone else, also for how often it could have happened.',
    listLabel: 'Pain points that stand out',
    matrixTitle: 'Everything that hurts, by group',
    matrixNote:
      'How many of all customers of each group, at any time; marked where it is clearly more than elsewhere. Choose a cell to read what happened.',
    matrixLabel: 'Pain points by group',
    group: 'Group',
    what: 'What hurts',
    stage: 'Stage',
    who: 'Customers',
    how: 'Of this group',
    others: 'Everyone else',
    times: 'Times as many',
    todo: 'What to do',
    open: (who: string, what: string, group: string) => `${what}: show the ${who} of “${group}” in the list of customers`,
    read: (what: string, group: string) => `${what}, “${group}”: read what happened`,
    marked: 'clearly more than elsewhere',
    rowsLabel: 'What happened',
    rowsFinding: (rows: string, people: string) => `${rows} by ${people}, the newest first.`,
    rows: (n: number) => counted(n, 'time', 'times'),
    seeCustomers: (n: number) => `Show the ${customers(n)}`,
    moreCases: 'Show more',
    nothingThere: 'No longer in the data',
    when: 'When',
    customer: 'Customer',
    text: 'In their words',
    number: 'Number',
    score: 'Score',
    scoreOf: (score: string, scale: string) => `${score} of ${scale}`
  },

  movement: {
    title: 'Movement',
    finding: (d: { moved: string; both: string; share: string; people: string; from: string; to: string }) =>
      `${d.moved} of ${d.both} changed group between then and now (${d.share}); the largest move is ${d.people} from “${d.from}” to “${d.to}”.`,
    stayed: 'Nobody changed group between these two days.',
    reading: 'Looking who would have been in which group…',
    note: (from: string, to: string) => `${from} against ${to}, with the groups as they are now: what moved are customers, not borders.`,
    from: 'From',
    to: 'To',
    flow: 'From group to group',
    flowLabel: (from: string, to: string) => `How customers moved between groups from ${from} to ${to}`,
    flowCaption: 'Width is how many customers. Choose a band to see exactly them.',
    matrix: 'In numbers',
    matrixLabel: 'Customers by group then (rows) and now (columns)',
    notYet: 'Not a customer yet',
    noLonger: 'No longer a customer',
    end: (n: number, name: string) => `${name}: ${customers(n)}.`,
    band: (n: number, from: string, to: string) => `${customers(n)} from “${from}” to “${to}”. Click to see them.`,
    open: (n: number, from: string, to: string) => `${customers(n)} from “${from}” to “${to}”: show them in the list`,
    drift: {
      title: 'Do these groups still fit?',
      fits: 'They fit: customers of today look like those they were found from.',
      moving: 'Mostly. Customers have begun to change; look again after the next import.',
      stale: 'No. Customers have changed so much that the groups should be found anew.',
      poorly: (share: string) => `${share} of customers stand far from any group (1% is usual).`,
      what: 'What changed',
      nothing: 'Nothing has changed to speak of.',
      change: (feature: string, before: string, now: string) => `${feature}: from ${before} to ${now} for the customer in the middle`,
      changeShare: (feature: string, before: string, now: string) => `${feature}: from ${before} to ${now} of customers`,
      /** A value of a feature without an order. */
      value: (feature: string, value: string) => `${feature} “${value}”`,
      action: 'Find them anew'
    },
    season: {
      title: 'When each group buys again',
      note: 'Further purchases by month against the average month of the group.',
      label: (name: string) => `When “${name}” buy again, by month`,
      missing: 'A whole year of orders after the first month is needed to tell a season: in the first nobody can come back.',
      average: 'Against the average month',
      month: 'Month',
      sentence: (d: { month: string; times: string; low: string; high: string; purchases: string }) =>
        `${d.month}: ${d.times} the average month (${d.low} to ${d.high}), ${d.purchases} further purchases.`,
      flat: 'no clear season',
      peak: (month: string, times: string) => `most in ${month}, ${times} the average`
    }
  },

  compare: {
    title: 'Compare two groups',
    finding: (d: { a: string; b: string; feature: string; more: string; less: string }) =>
      `“${d.a}” and “${d.b}” differ most in this: ${lowerFirst(d.feature)} (${d.more} against ${d.less}).`,
    alike: (a: string, b: string) => `“${a}” and “${b}” are much alike.`,
    first: 'First group',
    second: 'Second group',
    chart: 'Side by side',
    caption:
      'The customer in the middle of each group (mark) and where half of the group lies (line), against the typical customer of the shop.',
    label: (a: string, b: string) => `“${a}” beside “${b}”`,
    size: 'Customers',
    revenue: 'Share of revenue',
    champions: 'Champions',
    risk: 'At risk',
    satisfaction: 'Satisfaction',
    pains: 'Hurt more than others by'
  },

  rfm: {
    title: 'Recency and value',
    finding: (d: { group: string; people: string; segment: string; share: string }) =>
      `Of the ${d.people} that the classic scheme calls ${lowerFirst(d.group)}, ${d.share} are in “${d.segment}”.`,
    note: {
      same: 'Both ways of grouping say much the same.',
      partly: 'Both ways of grouping agree in part: the groups see more than how lately, how often and for how much people buy.',
      apart: 'Both ways of grouping have little in common.'
    },
    table: 'The classic groups against the segments',
    tableNote: 'Each customer scores 1 to 5 for how lately, how often and for how much they buy: a fifth of all customers each.',
    label: 'Customers by classic group (rows) and segment (columns)',
    all: 'All',
    open: (n: number, group: string) => `${customers(n)}, ${lowerFirst(group)}: show them in the list`,
    openIn: (n: number, group: string, segment: string) =>
      `${customers(n)}, ${lowerFirst(group)} and in “${segment}”: show them in the list`,
    group: {
      champions: 'Top customers',
      loyal: 'Loyal customers',
      potentialLoyal: 'On the way to loyal',
      newcomers: 'Newcomers',
      promising: 'Promising',
      needAttention: 'Need attention',
      aboutToSleep: 'About to fall asleep',
      atRisk: 'At risk',
      cannotLose: 'Must not lose',
      hibernating: 'Asleep',
      lost: 'Lost'
    }
  },

  detail: {
    rule: 'In one rule',
    ruleHow: (picked: string, found: string) =>
      `Of 100 customers that this rule picks, ${picked} are in the group; it finds ${found} of 100 of the group.`,
    ruleNone: 'No short rule describes this group.',
    atLeast: (feature: string, value: string) => `${feature}: at least ${value}`,
    below: (feature: string, value: string) => `${feature}: less than ${value}`,
    between: (feature: string, low: string, high: string) => `${feature}: from ${low} to less than ${high}`,
    typical: 'Typical customers',
    typicalNote: 'The nearest to the middle of the group.',
    champions: 'Champions',
    championsNote: {
      both: 'Loyal, repeat customers who are satisfied or bring others: ask them to speak for you.',
      satisfaction: 'Loyal, repeat customers who say they are satisfied: ask them to speak for you.',
      referrals: 'Loyal, repeat customers who bring others: ask them to speak for you.',
      neither: 'Loyal, repeat customers. Whether they are satisfied or bring others is not in the data.'
    },
    noChampions: 'Nobody in this group stands out as a champion.',
    risk: 'At risk',
    riskNote: (money: string) =>
      `Good customers who are late for them, or were unhappy and have not ordered since: ${money} a year is at stake.`,
    noRisk: 'Nobody in this group is late for them or left unhappy.',
    seeAll: (n: number) => `Show all ${n}`,
    showOne: 'Show in the list',
    who: 'Customer',
    orders: 'Orders',
    spent: (sign: string) => (sign === '' ? 'Spent' : `Spent (${sign})`),
    why: 'Why',
    channels: 'Where they come from, and what it costs',
    channelsNote: (unknown: number) =>
      `By the channel of the first contact. Costs count for customers who came while money was spent there: by when they registered, else by their first order. Each of them cost the same, whatever the group; whether a channel pays is told over all groups, by who came a year ago or longer.${unknown === 0 ? '' : ` Whether ${counted(unknown, 'more customer', 'more customers')} came then is not known: their first orders stand so near the beginning of the data that they may have bought before. They are left out, and so is what was spent while that was so.`}`,
    costsOutdated: 'What they cost is counted otherwise now. Find the groups again to see it.',
    noChannels: 'No channel is known for these customers. Import touchpoints, or customers with a channel.',
    noSpend: 'What was spent on marketing is not known. Import it, and this says what a customer of this group costs.',
    channel: 'Channel',
    channelCustomers: 'Customers',
    channelShare: 'Of this group',
    channelTimes: 'Against everyone else',
    channelCost: (sign: string) => (sign === '' ? 'Cost of one' : `Cost of one (${sign})`),
    channelBack: (sign: string) => (sign === '' ? 'Back for 1 spent' : `Back for ${sign}1 spent`),
    channelBackOfAll: 'Back of all groups',
    channelMoney: (d: { channel: string; spent: string; gained: string; back: string; one: string }) =>
      `${d.gained} of this group came by ${d.channel} for ${d.spent} (${d.one} each) and brought ${d.back} so far.`,
    channelOpen: (n: number, channel: string) => `${customers(n)} by ${channel}: show them in the list`,
    pains: 'What hurts them more than others',
    onlyMadeOf: (what: string) => `Nothing but what the group was made of: ${what}.`,
    noPains: 'Nothing hurts this group more than everyone else.',
    allPains: 'All pain points',
    strategies: 'What to do',
    season: 'When they buy again'
  },
  reason: {
    years: (years: string) => `customer for ${years}`,
    referred: (n: number) => `brought ${counted(n, 'customer', 'customers')}`,
    satisfied: (share: string) => `scores ${share} on average`,
    late: (d: { usual: string; day: string }) => `usually every ${d.usual}; now day ${d.day}`,
    unhappy: (days: string) => `unhappy ${days} ago, no order since`
  },
  month: monthNames,

  chip: {
    champions: 'Champions',
    risk: 'At risk',
    rfm: 'Recency and value',
    pain: 'Pain point',
    moved: 'Moved',
    channel: 'Came by',
    moves: (from: string, to: string) => `${from} → ${to}`,
    inGroup: (what: string, group: string) => `${what}, ${group}`
  },

  evidence: {
    rule: 'Fidelity of the rule',
    ruleValue: (fidelity: string, precision: string, recall: string) =>
      `${fidelity} of customers told right; precision ${precision}, recall ${recall}`,
    perOrder: 'Events an occasion',
    perOrderValue: (rate: string, other: string, ratio: string, low: string, high: string) =>
      `${rate} against ${other}: ${ratio} (${low}–${high})`,
    q: 'q (Benjamini–Hochberg)',
    interval: '95% interval',
    painMethod:
      'By customer: ratio of shares with Katz’s interval. By occasion (a visit that came to the step, a ticket, an answer, else an order): ratio of rates, variance over customers. A cell stands out when both ratios are at least 1.25 and the larger p-value, adjusted over all cells (Benjamini–Hochberg), is at most 0.05.',
    slow: (answer: string, solution: string) =>
      `Slow is the slowest tenth: a first answer after ${answer} h, a solution after ${solution} h.`,
    psi: 'Population stability index',
    psiBefore: 'Median or share then',
    psiNow: 'Median or share now',
    psiNote:
      'Below 0.1 nothing, to 0.25 some, above much. Far: beyond the 99th percentile of distances to the centre when the groups were found.',
    psiLabel: 'Drift of each feature',
    feature: 'Feature',
    rfmAgreement: (ari: string) => `Adjusted Rand index of both partitions: ${ari}.`,
    silhouettes: {
      title: 'Silhouette plot',
      label: (n: number) => `Silhouettes of ${counted(n, 'customer', 'customers')}, by segment`,
      caption:
        'Customers of a sample side by side, the clearest first: how much nearer to the own segment than to the next. Below zero: nearer to the next one.',
      segment: 'Segment',
      value: 'Silhouette'
    },
    matched: 'Compared with',
    matchedValue: (run: number, kept: number, fresh: number) =>
      `run ${run}: ${kept} segments go on, ${fresh} new (optimal assignment on members)`
  }
} as const

/** `checkout_start` as people say it. */
function spoken(topic: string): string {
  return lowerFirst(topic.replaceAll('_', ' '))
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
