/** Texts of the screens of upsell. All but `evidence` is read by shop owners. */
import { count, counted, date, dateRange, days, decimal, moneyAbout, percentAbout, range, times } from '../../format.ts'

/** `13.3–21%`. */
const sharesFrom = (low: number | null, high: number | null, digits: number) =>
  `${range(low === null ? null : 100 * low, high === null ? null : 100 * high, (value) => decimal(value, digits))}%`

const customersOf = (n: number) => counted(n, 'customer', 'customers')
const shareNames: Readonly<Record<string, string>> = { '0.05': '1 in 20', '0.1': '1 in 10', '0.2': '1 in 5', '0.5': 'Half' }

export const offering = {
  title: 'Upsell',
  reading: 'Reading what was found…',
  unreadable: 'What was found cannot be read.',
  look: 'Look what to offer',
  lookAgain: 'Look again',
  running: 'Looking what customers buy next, and whether that also held on later orders.',
  stale: 'The data or the day have changed since this was found.',
  asOf: (day: string) => `As of ${date(day)}.`,
  nav: {
    label: 'Views of upsell',
    advice: 'Advice',
    offers: 'Next best offers',
    ladders: 'Steps up',
    answers: 'Offers and moments',
    beliefs: 'What you believe'
  },

  empty: {
    finding: 'Nobody has looked yet what to offer whom.',
    title: 'What to offer whom, when and why',
    text: 'What customers bought together or one after the other until some day is asked again of the orders after it. Only what held is shown as advice; the rest is counted.',
    noData:
      'Import orders first, with who ordered what and when. Categories of products add steps up, a file of offers adds what wording and channel did, tickets keep offers from people with an open complaint.',
    import: 'Import orders',
    preview: {
      complement: { who: 'Ada Cook', why: 'Bought a filter jug on 3 May and no cartridges yet; 61 of 180 who did bought them.' },
      upgrade: { who: 'Ben Hill', why: 'Has the small grinder since March and bought coffee four times since.' },
      target: { who: 'Cleo Park', why: 'Twice as likely as usual to buy tea next.' }
    }
  },

  finding: {
    offers: (people: number, worth: number, currency: string) =>
      people === 1
        ? `One customer is likely to buy one thing more, worth about ${moneyAbout(worth, currency)}.`
        : `${customersOf(people)} are likely to buy one thing more each, worth about ${moneyAbout(worth, currency)} together.`,
    nobody: 'What held fits nobody today.',
    'not-better': 'We looked, and nothing held on later orders: there is nothing here that we would offer.',
    'insufficient-data': 'There is too little history to tell advice from chance.'
  },
  /** How sure, under the finding. */
  sure: (held: number, asked: number, split: string) =>
    asked === 0
      ? 'No two things were bought together often enough to be asked about.'
      : `${count(held)} of ${counted(asked, 'rule', 'rules')} found until ${date(split)} held in the orders after it.`,
  seeOffers: 'See whom to offer what',

  rules: {
    title: 'What goes with what',
    note: 'Found in earlier orders, and held in later ones.',
    label: 'Rules that held',
    none: 'No rule held on later orders.',
    columns: {
      given: 'Who has',
      follows: 'Often buys',
      found: 'When found',
      later: 'In later orders',
      when: 'When',
      who: 'Offer it to',
      whyNot: 'Why not'
    },
    hint: {
      found: 'So many times as often as usual in the orders in which it was found.',
      later:
        'So many times as often as in other orders of the same month and size by customers of the same taste, in the orders after that; with the range that chance leaves.'
    },
    aside: 'side by side',
    open: (given: string, follows: string) => `${given}, then ${follows}`,
    repeating: (n: number) =>
      n === 1
        ? 'One longer rule held too: it says no more than a shorter one.'
        : `${count(n)} longer rules held too: they say no more than shorter ones.`,
    kept: (shown: number, all: number) => `The ${count(shown)} strongest of ${count(all)} that held.`
  },
  who: (n: number) => customersOf(n),
  seeWho: (n: number, offer: string) => `See the ${customersOf(n)} to offer ${offer} to`,
  chip: { subject: 'Upsell', value: (offer: string, product: string | null) => (product === null ? offer : `${offer} after ${product}`) },
  notes: 'Left out or put together',
  note: {
    givenBack: (n: number) => `${counted(n, 'line', 'lines')} that give something back: no orders`,
    unknownStep: (n: number, example: string) => `${counted(n, 'product', 'products')} of your steps up that nobody bought: ${example}`,
    planUndated: (n: number) => `${counted(n, 'subscription', 'subscriptions')} without any day`,
    planEndless: (n: number) => `${counted(n, 'subscription', 'subscriptions')} that ended on a day that is not known`,
    planUsageOnce: (n: number) =>
      `${counted(n, 'subscription', 'subscriptions')} whose use is told without its month or day: it may have come after the step, so it tells nothing of who is ready`
  },
  window: (from: number, to: number) =>
    to <= 0
      ? 'in the same order'
      : from <= 0
        ? `within ${days(to)}`
        : from === to
          ? `after ${days(to)}`
          : `after ${count(from)}–${days(to)}`,

  rule: {
    sentence: (given: string, follows: string, hits: number, of: number, within: number) =>
      `${count(hits)} of ${count(of)} customers who bought ${given} and not yet ${follows} bought it within ${days(within)}.`,
    together: (given: string, follows: string) => `${given} and ${follows} are bought in one order: show them beside each other.`,
    noWindow: (given: string, follows: string) => `Who bought ${given} also buys ${follows}.`,
    chart: 'Times as often as usual',
    chartLabel: (then: string, later: string) => `When it was found ${then} as often as usual, in later orders ${later}.`,
    found: 'When found',
    later: 'Later orders',
    usual: 'as usual',
    mark: (name: string, lift: number | null, low: number | null, high: number | null) =>
      low === null || high === null
        ? `${name}: ${times(lift)} as often as usual.`
        : `${name}: ${times(lift)} as often as usual (${range(low, high, decimal)}).`,
    columns: { when: 'When', lift: 'Times as often as usual' },
    held: (hits: number, orders: number) =>
      `Of ${counted(orders, 'later order', 'later orders')} by customers who had the first, ${count(hits)} ${hits === 1 ? 'holds' : 'hold'} the second.`,
    apart: (hits: number, orders: number) =>
      `Of ${counted(orders, 'later order', 'later orders')} without the first, by customers who had it and never the second, ${count(hits)} ${hits === 1 ? 'holds' : 'hold'} the second.`,
    whenTerm: 'When to offer',
    when: (window: string) => `Half of them buy it ${window}.`,
    whenSegment: (segment: string, window: string, n: number) => `${segment}: ${window} (${customersOf(n)} did).`,
    whoTerm: 'Whom',
    noneLater: {
      tooFew: 'Nobody yet: of those who bought the first alone, too few came back for the second to tell it from chance.',
      notLikelier: 'Nobody: who bought the first alone is no likelier than others to come back for the second.'
    },
    whom: 'bought the first and not yet the second, and nothing speaks against offering it.',
    noWho: 'Nobody today: who has the first has the second too, is better offered it for another reason, or is left alone for now.',
    dropped: (why: string) => `Did not hold: ${why}. It is not used.`,
    evidence: {
      title: 'The rule in figures',
      support: { baskets: 'Support (of baskets)', histories: 'Support (of whole histories)' },
      confidence: { baskets: 'Confidence (of baskets)', histories: 'Confidence (of whole histories)' },
      leverage: 'Leverage',
      conviction: 'Conviction',
      p: 'p (Fisher) when found',
      q: 'q (Benjamini–Hochberg) when found',
      laterQ: 'q in later orders',
      apart: 'Lift in later orders without the first',
      apartQ: 'q in later orders without the first',
      count: { baskets: 'Baskets with all', histories: 'Histories with all' }
    }
  },

  models: {
    title: 'What can be foreseen',
    note: 'On days and customers that were not learned from.',
    label: 'Things foreseen',
    columns: { target: 'Who will buy', found: 'How well that was foreseen', who: 'Offer it to' },
    found: (best: number, usual: number) =>
      `Of the tenth with the best chances ${percentAbout(best)} bought it; of all ${percentAbout(usual)}.`,
    none: 'No model foresaw better than simple rules of thumb.'
  },

  dropped: {
    show: (n: number) => `Did not hold: ${count(n)}`,
    why: 'Looked good when it was found, and did not hold on later orders. None of this is used.',
    label: 'Rules that did not hold',
    shown: (shown: number, all: number) => `The ${count(shown)} that looked best of ${count(all)}.`,
    whyNot: {
      neverAsked: 'no later order to ask',
      tooFew: (hits: number) => (hits === 0 ? 'never later' : `only ${counted(hits, 'time', 'times')} later`),
      chance: 'may be chance'
    },
    model: { 'not-better': 'not better than a rule of thumb', 'insufficient-data': 'too little data' },
    models: 'Not foreseen',
    modelsLabel: 'Things not foreseen'
  },

  judged: {
    evidence: {
      title: 'How the models were judged',
      choose: 'Target',
      models: 'Models and rules of thumb',
      name: {
        logistic: 'logistic',
        boosted: 'boosted trees',
        popularity: 'same for all',
        recency: 'last order',
        frequency: 'recent orders',
        'bought-before': 'bought before'
      },
      columns: { model: 'Model', auc: 'AUC', interval: '95% interval', prAuc: 'PR-AUC', logLoss: 'Log-loss', brier: 'Brier' },
      folds: 'Folds of the best model',
      foldsLabel: 'Fold by fold',
      foldColumns: { fold: 'Fold', rows: 'Rows', positives: 'Positives', auc: 'AUC', logLoss: 'Log-loss', brier: 'Brier' },
      gain: (model: string, baseline: string, mean: string, low: string, high: string, p: string) =>
        `AUC of ${model} above ${baseline}: ${mean} (${low} to ${high}), corrected resampled t, p = ${p}.`,
      gap: (gap: string) =>
        `On folds that ignore time and customers the same model looks better by ${gap} AUC: what one would have been fooled by.`,
      calibration: (kind: string, error: string) => `Calibration: ${kind}; expected calibration error ${error}.`,
      kind: { none: 'left as it was', platt: 'Platt', isotonic: 'isotonic' },
      rows: (rows: number, positives: number) => `${count(rows)} rows of customers and days, ${count(positives)} positive.`,
      said: 'Said and happened',
      saidSentence: (said: number, happened: number, rows: number) =>
        `Of ${count(rows)} with a chance of ${percentAbout(said)} it happened to ${percentAbout(happened)}.`,
      saidCaption: 'Across: the chance that was said. Up: how many bought. Dashed: both alike.',
      saidColumns: { said: 'Said', happened: 'Happened', rows: 'Rows' },
      gains: 'Gains by tenths',
      gainsSentence: (tenths: number, gain: number, lift: number) =>
        `The first ${tenths === 1 ? 'tenth holds' : `${count(tenths)} tenths hold`} ${percentAbout(gain)} of all who bought; the last of these ${times(lift)} as many as usual.`,
      gainsCaption:
        'Across: so many of the customers, the likeliest first. Up: how many of all who buy are among them. Dashed: drawn by lot.',
      gainsColumns: { tenth: 'Tenth', rows: 'Rows', hits: 'Hits', lift: 'Lift', gain: 'Share of all hits so far' },
      refused: (names: string) => `Refused, since it alone gives the answer away: ${names}.`,
      run: (seed: string, version: string) => `Seed ${seed}; ${version}.`
    }
  },

  list: {
    finding: (offers: number, customers: number) => `${counted(offers, 'offer', 'offers')} for ${customersOf(customers)}.`,
    none: 'Nobody is to be offered anything today.',
    nothing: 'Nothing of that kind is to be offered today.',
    reading: 'Reading the offers…',
    note: 'The worth is the price times the chance that it is bought anyway or because of you: a part left alone by lot tells which.',
    capacity: 'Can contact',
    capacityAll: 'all',
    capacityHint: 'So many customers at most: those whose best offer is worth most, each with all their offers. Empty: all.',
    capacityLeft: (n: number, capacity: number) =>
      `${n === 1 ? 'One more customer is' : `${count(n)} more customers are`} left out: you can contact ${count(capacity)}.`,
    most: (listed: number, total: number) => `The ${count(listed)} worth most of ${count(total)} are kept.`,
    leftOut: (hasIt: number, complaint: number, contacted: number, outOfSeason: number) => {
      const parts = [
        hasIt > 0 ? `${count(hasIt)} to people who have it` : null,
        complaint > 0 ? `${count(complaint)} to people with an open complaint` : null,
        contacted > 0 ? `${count(contacted)} to people who were sent an offer in the last two weeks` : null,
        outOfSeason > 0 ? `${count(outOfSeason)} of things out of season` : null
      ].filter((part) => part !== null)
      return `Left out: ${parts.join(', ')}.`
    },
    label: 'Whom to offer what',
    columns: {
      customer: 'Customer',
      offer: 'Offer',
      when: 'When',
      why: 'Why',
      chance: 'Chance',
      value: (sign: string) => (sign === '' ? 'Worth' : `Worth (${sign})`)
    },
    kind: { label: 'Kind of offer', all: 'All', complement: 'Goes with it', upgrade: 'Step up', target: 'Likely next' },
    thing: { label: 'What is offered', any: 'Anything' },
    all: 'Show all',
    open: (who: string) => `Open ${who}`
  },

  save: {
    open: 'Save the list',
    title: 'Save the list',
    holdOut: 'Leave some alone, by lot',
    why: 'Who is left alone stands in the file with “left alone”. When both parts are compared later, one sees what the offer did, and not what would have been bought anyway.',
    none: 'Nobody',
    share: (share: number) => shareNames[String(share)] ?? percentAbout(share),
    lot: 'Number of the lot',
    lotWhy: 'The same list and the same number leave the same customers alone.',
    csv: 'As CSV',
    xlsx: 'As Excel workbook',
    as: 'Save as…',
    file: (what: string) => `offers ${what}`,
    fileHeld: (what: string, share: string, lot: number) => `offers ${what} ${share} left alone lot ${lot}`,
    everything: 'all'
  },
  /** Header of a saved list. */
  table: {
    customer: 'customer',
    name: 'name',
    email: 'email',
    offer: 'offer',
    from: 'from',
    to: 'to',
    chance: 'chance',
    worth: 'worth',
    currency: 'currency',
    why: 'why',
    group: 'group'
  },
  groups: { offer: 'offer', holdOut: 'left alone' },
  sheet: 'offers',

  ofCustomer: 'Next best offers',
  ofCustomerLine: (from: string, to: string, worth: number, currency: string) =>
    `${dateRange(from, to)} · worth about ${moneyAbout(worth, currency)}`,

  ladders: {
    finding: (n: number, ready: number) =>
      `${n === 1 ? 'One row of steps up' : `${count(n)} rows of steps up`}; ${ready === 1 ? 'one customer is' : `${count(ready)} customers are`} ready for the next step.`,
    none: 'No steps up were found.',
    noneWhy:
      'A step up is a dearer thing of a category whose buyers mostly had the cheaper one first, in earlier and in later orders alike. It needs prices paid and categories of products. Plans of subscriptions are steps too: import who had which plan when, at what price.',
    chain: (products: readonly string[]) => products.join(' → '),
    label: (products: readonly string[]) => `Steps of ${products.join(', ')}`,
    columns: {
      step: 'Step',
      first: 'Had the lower one first',
      price: 'Price',
      ready: 'Who is ready',
      buy: 'Buy it then',
      others: 'Others',
      who: 'Offer it to'
    },
    step: (from: string, to: string) => `${from} → ${to}`,
    first: (up: number, both: number) => `${count(up)} of ${count(both)}`,
    ready: (n: number, category: string | null, since: number) =>
      [
        category === null || n === 0 ? null : `bought ${category} ${n === 1 ? 'once' : `${count(n)} times`} or more since`,
        since === 0 ? null : `has had it for ${days(since)}`
      ]
        .filter((part) => part !== null)
        .join(' and ') || 'has the lower one',
    unknown: 'nothing tells who is ready',
    given: 'by your word',
    plans: {
      note: 'Plans of subscriptions, by what they cost a month.',
      label: (names: readonly string[]) => `Plans ${names.join(', ')}`,
      columns: {
        up: 'Went up',
        down: 'Came down',
        now: 'On it now',
        ready: 'Who is ready',
        buy: (days: number) => `Step up in ${days} days`,
        others: 'Others',
        who: 'Offer it to'
      },
      usage: (least: number) => `used ${percentAbout(least)} of the limit or more`,
      tenure: (least: number) => `has had it for ${days(least)} or more`,
      of: (hits: number, times: number) => `${percentAbout(times > 0 ? hits / times : null)} of ${count(times)} times`
    },
    own: 'Steps that you know of',
    ownNote: 'Say which things or plans customers step up to, the lowest first; who is ready is looked for with the next look.',
    choose: 'Products or plans, the lowest first',
    chooseHint: 'two or more of a kind',
    ownProducts: 'Products',
    ownPlans: 'Plans of subscriptions',
    add: 'Add these steps',
    remove: (chain: string) => `Remove ${chain}`,
    of: (hits: number, orders: number) => `${percentAbout(orders > 0 ? hits / orders : null)} of ${count(orders)} orders`
  },

  answers: {
    finding: (campaign: string, more: number, days: number) =>
      `${campaign} works: of 100 who got it ${decimal(100 * more, 0)} more order within ${counted(days, 'day', 'days')}.`,
    taken: (variant: string, share: number, others: number) =>
      `${variant} is taken most: ${percentAbout(share)}, others ${percentAbout(others)}.`,
    nothing: 'No offer did clearly more than its comparison.',
    none: 'No offers are known yet.',
    noneWhy: 'Import a file of offers: who was sent what and when, its variant and channel, whether it was taken, and who was left alone.',
    effects: 'What offers and wordings did',
    effectsNote: 'Each beside those who got none, or beside the others; with the range that chance leaves.',
    effectsTable: 'Offers and wordings beside their comparison',
    effectsLabel: 'Difference, in points of a hundred',
    columns: {
      what: 'What',
      measure: 'Counted',
      share: 'Of those with it',
      against: 'Of the others',
      difference: 'Difference',
      verdict: 'Verdict'
    },
    measure: { ordered: (n: number) => `ordered within ${days(n)}`, accepted: 'took the offer' },
    by: {
      variant: (campaign: string, variant: string) => (variant === '' ? campaign : `${campaign}, ${variant}`),
      channel: 'Offers by',
      segment: 'Offers to'
    },
    verdict: { validated: 'does more', worse: 'does less', 'not-better': 'unclear', 'insufficient-data': 'too few' },
    share: (of: number, share: number | null, low: number | null, high: number | null) =>
      `${percentAbout(share, 1)} (${sharesFrom(low, high, 1)}) of ${count(of)}`,
    shareShort: (share: number, low: number, high: number) => `${percentAbout(share)} (${sharesFrom(low, high, 0)})`,
    points: (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${decimal(Math.abs(100 * value), 1)}`,
    interval: (low: number, high: number) => `${decimal(100 * low, 1)} to ${decimal(100 * high, 1)}`,
    sentence: (what: string, points: string, interval: string) => `${what}: ${points} points (${interval}).`,
    noDifference: 'no difference',
    moments: 'After which moments customers order',
    momentsNote: 'How many order again within 30 days; moments whose days are not over are left out.',
    momentsNotePlans:
      'How many order again within 30 days, and after a limit how many step up to a higher plan; moments whose days are not over are left out.',
    momentsChart: 'Order within 30 days',
    moment: {
      'first-order': 'First order',
      'second-order': 'Second order',
      'third-order': 'Third order',
      'fifth-order': 'Fifth order',
      visit: 'Visit without an order',
      trouble: 'Complaint or low score',
      cart: 'Something left in the cart',
      'good-review': 'Good review or score',
      'satisfied-ticket': 'Ticket solved to their liking',
      'plan-limit': 'Plan limit reached: step up'
    },
    momentColumns: { moment: 'Moment', share: 'Order within 30 days', of: 'Times' },
    momentSentence: (moment: string, share: number | null, of: number) =>
      `${moment}: ${percentAbout(share)} of ${count(of)} ordered within 30 days.`,
    limitSentence: (share: number | null, of: number) =>
      `Limit of the plan reached: after ${percentAbout(share)} of ${count(of)} times the customer stepped up within 30 days.`,
    second: 'The second order',
    secondSentence: (half: number | null, low: number | null, high: number | null, customers: number, back: number) =>
      half === null
        ? `${count(back)} of ${customersOf(customers)} came back so far: less than half, so that no usual wait is known.`
        : `Half of ${customersOf(customers)} order again within ${days(half)}${low === null || high === null ? '' : ` (${range(low, high, count)})`}; ${count(back)} came back so far.`,
    secondQuarter: (quarter: number) => `A quarter do within ${days(quarter)}.`,
    uplift: 'Whom an offer moves',
    upliftYes: (campaign: string, variant: string) =>
      `One can foresee whom ${[campaign, variant].filter((part) => part !== '').join(', ')} moves: better than sending it by lot.`,
    upliftNo: (campaign: string, variant: string) =>
      `One cannot foresee whom ${[campaign, variant].filter((part) => part !== '').join(', ')} moves: sending it by lot does as well.`,
    evidence: { qini: (qini: string, low: string, high: string) => `Qini ${qini} (${low} to ${high}, bootstrap).`, q: 'q' }
  },

  beliefs: {
    finding: (supported: number, contradicted: number, undecided: number) => {
      const all = supported + contradicted + undecided
      if (all === 1) return `What you believe ${supported === 1 ? 'is so' : contradicted === 1 ? 'is not so' : 'cannot be told yet'}.`
      const parts = [
        supported > 0 ? `${count(supported)} ${supported === 1 ? 'is' : 'are'} so` : null,
        contradicted > 0 ? `${count(contradicted)} ${contradicted === 1 ? 'is' : 'are'} not` : null,
        undecided > 0 ? `${count(undecided)} cannot be told yet` : null
      ].filter((part) => part !== null)
      return `Of ${count(all)} things that you believe ${parts.join(', ')}.`
    },
    none: 'Say what you think that customers do, and see what they really do.',
    noData: 'Import orders first: a belief is held against what customers did.',
    how: 'They are compared with others who bought as often and for as long until then, by what happened afterwards.',
    builder: 'State a belief',
    template: 'What you believe',
    templates: { sooner: 'come back sooner', 'returns-less': 'give back less', 'pays-more': 'pay more' },
    before: { sooner: 'Customers who bought', 'returns-less': 'Customers with the newsletter', 'pays-more': 'Customers of' },
    after: 'than others.',
    for: 'for',
    product: 'Product',
    segment: 'Segment',
    category: 'Category',
    choose: 'choose',
    test: 'See what they do',
    testing: 'Comparing customers with others like them.',
    noSegments: 'There are no segments yet: find them first.',
    noCategories: 'No product has a category.',
    noNewsletter: 'It is not known of anybody whether they take the newsletter.',
    remove: (statement: string) => `Remove: ${statement}`,
    theirs: 'They',
    others: 'Others like them',
    unit: { sooner: 'days to the next order', 'returns-less': 'of what they bought given back', 'pays-more': 'for each thing' },
    difference: (low: string, high: string) => `The difference lies between ${low} and ${high}.`,
    agrees: 'It comes out so in most halves of the customers, and stays so over time.',
    asOf: (day: string) => `As of ${date(day)}`,
    paths: 'What you believe about the way from stage to stage is drawn on the journey.',
    toJourney: 'Draw it there',
    evidence: {
      customers: 'Customers compared',
      of: (theirs: string, others: string) => `${theirs} with ${others}`,
      confirmed: 'Confirmed in halvings',
      early: 'Effect in the earlier half of the time',
      late: 'Effect in the later half',
      shows: 'Difference that would have shown'
    }
  }
} as const
