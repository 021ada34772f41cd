/** Texts of the inbox of alerts, and of the page on how sure they are. */
import { count, counted, date, percentAbout } from '../../format.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const modelNames: Readonly<Record<string, string>> = { bgnbd: 'BG/NBD', mbgnbd: 'MBG/NBD', paretonbd: 'Pareto/NBD' }
/** How customers began, as groups. */
const beginnings = { category: 'what the first order was mostly of', channel: 'the channel of the first order' } as const
/** What the best channel or weekday rests on. */
const reachFrom = (from: string, answered: number, of: number): string =>
  from === 'own'
    ? `this customer answered ${count(answered)} of ${count(of)}`
    : from === 'segment'
      ? `customers of the same segment answered ${percentAbout(answered / Math.max(1, of))} of ${count(of)}; this one was hardly asked`
      : from === 'everybody'
        ? `all customers answered ${percentAbout(answered / Math.max(1, of))} of ${count(of)}; this one was hardly asked`
        : `where ${count(answered)} of ${count(of)} orders were made; no answers are known`
const featureNames: Readonly<Record<string, string>> = {
  value: 'worth more than usual',
  size: 'more products than usual',
  newCategory: 'of categories hardly bought before',
  early: 'sooner than usual'
}
const alertsOf = (n: number) => counted(n, 'alert', 'alerts')

export const inbox = {
  title: 'Alerts',
  reading: 'Reading the alerts…',
  unreadable: 'The alerts could not be read.',
  finding: {
    week: (shown: number, open: number) =>
      shown === open ? `${alertsOf(open)} to work through this week.` : `${count(shown)} of ${alertsOf(open)} are for this week.`,
    weekDone: (done: number, open: number) =>
      open === 0 ? 'Nothing waits.' : `This week is done: ${alertsOf(done)} of it. ${count(open)} more can wait.`,
    open: (open: number) => (open === 1 ? 'One alert is open.' : `${alertsOf(open)} are open.`),
    nothing: 'Nobody is to be written to: no alert is open.'
  },
  asOf: (day: string) => `As of ${date(day)}.`,
  stale: 'The data, the day or what you accept have changed since these alerts were found.',
  running: 'Looking whom to write to, and how often that was right on former days.',
  look: 'Look for alerts',
  lookAgain: 'Look again',
  nav: { label: 'Views of the alerts', inbox: 'Inbox', model: 'How sure', detectors: 'How they are found' },
  found: (n: number) => `${n === 1 ? 'One alert is' : `${count(n)} alerts are`} new since the last import.`,

  empty: {
    finding: 'Nobody has looked yet who is late, who may leave and who bought out of line.',
    title: 'Whom to write to, and why',
    text: 'Each customer’s orders are held against their own rhythm. An alert says what is unlike them, what is at stake and what to do; how often such alerts came true on former days stands beside it.',
    noData: 'Import orders first: alerts need to know who ordered what and when.',
    import: 'Import orders'
  },
  /** What the inbox will say, about nobody. */
  preview: {
    overdue: { who: 'Ada Cook', why: 'Usually every 31 ± 4 days, 9 orders so far; now day 52.' },
    spend: { who: 'Ben Hill', why: 'The last 3 orders were worth twice those before.' },
    silent: { who: 'Cleo Park', why: 'Complained and has not ordered since.' }
  },

  plan: {
    label: 'What you accept',
    falseAlarms: 'False alarms accepted',
    inTen: (n: number) => `${count(n)} in 10`,
    capacity: 'Alerts a week',
    hint: 'Kinds of alert that were wrong more often on former days are off.'
  },

  view: {
    label: 'Which alerts',
    week: 'This week',
    open: 'All open',
    snoozed: 'Snoozed',
    done: 'Done',
    dismissed: 'Dismissed',
    closed: 'Closed'
  },
  saved: {
    label: 'Saved views',
    save: 'Save this view…',
    title: 'Save what the inbox shows now',
    name: 'Name',
    keep: 'Save',
    forget: (name: string) => `Forget the view “${name}”`,
    none: 'No view is saved yet.'
  },
  kinds: {
    label: 'Kinds',
    all: 'All kinds',
    off: 'off',
    precision: (share: number) => `${percentAbout(share)} came true`,
    lower: 'ranked lower, as some were dismissed'
  },
  owner: { anyone: 'Anyone', label: 'Owner' },

  table: {
    label: 'Alerts',
    marks: 'Mark',
    mark: (who: string) => `Mark ${who}`,
    who: 'Who',
    why: 'Why',
    value: (sign: string) => (sign === '' ? 'At stake' : `At stake, ${sign}`),
    due: 'Due',
    many: 'Many customers'
  },
  none: {
    week: 'Nothing is left for this week.',
    open: 'No alert is open.',
    snoozed: 'Nothing is snoozed.',
    done: 'Nothing has been done yet.',
    dismissed: 'Nothing has been dismissed.',
    closed: 'No alert has closed by itself yet.',
    filtered: 'None of the kinds chosen.',
    all: 'Show all kinds'
  },

  state: { new: 'New', seen: 'Seen', planned: 'Planned', done: 'Done', dismissed: 'Dismissed', snoozed: 'Snoozed' },
  act: {
    label: 'What to do with it',
    done: 'Done',
    planned: 'Plan',
    snoozed: 'Snooze',
    dismissed: 'Dismiss',
    new: 'Put back',
    of: (n: number) => `${alertsOf(n)} marked`,
    unmark: 'Unmark',
    changed: (n: number, state: string) => `${alertsOf(n)}: ${state.toLowerCase()}.`,
    undone: (n: number) => `${alertsOf(n)} put back as before.`,
    undo: 'Undo'
  },
  snooze: {
    title: 'Snooze until',
    in: (weeks: number) => (weeks === 1 ? 'in a week' : weeks === 4 ? 'in a month' : `in ${count(weeks)} weeks`),
    choice: (when: string, day: string) => `${when}, ${date(day)}`
  },
  dismiss: {
    title: (n: number) => (n === 1 ? 'Why is this alert dismissed?' : `Why are ${alertsOf(n)} dismissed?`),
    reasons: {
      untrue: 'It is not true',
      known: 'We know why, all is well',
      contacted: 'Was contacted already',
      gone: 'Has moved away or closed',
      wrong: 'The data are wrong'
    },
    other: 'Another reason',
    act: 'Dismiss'
  },

  detail: {
    kind: 'Kind',
    stake: 'At stake',
    stakeOfSilence: (money: string) => `${money}: half a year of orders, if still a customer`,
    gain: 'Acting may bring',
    gainOf: (money: string) => `${money}: at stake, by how sure it is and what acting is taken to regain. The list goes by this`,
    sure: 'How sure',
    sureOf: (share: number) => `${percentAbout(share)} of alerts as sure as this one came true`,
    due: 'Act by',
    do: 'What to do',
    doBy: (what: string, weekday: number | null) => (weekday === null ? what : `${what} on a ${weekdays[weekday - 1] ?? ''}`),
    orders: 'Orders by',
    channel: 'Reach by',
    reach: (what: string, from: string, answered: number, of: number) => `${what}: ${reachFrom(from, answered, of)}`,
    weekdayOf: (weekday: number, from: string, answered: number, of: number) =>
      `${weekdays[weekday - 1] ?? ''}: ${reachFrom(from, answered, of)}`,
    weekday: 'Best day',
    customers: 'Show who used to buy it',
    customersOf: (what: string) => `who used to buy ${what} and did not lately`,
    strange: 'What was unlike before',
    voucher: 'A 10% voucher',
    voucherOf: (share: number) => `pays if it brings back more than ${percentAbout(share)} of those who get one`,
    age: 'Seen',
    ageOf: (first: string, looks: number) => (looks === 1 ? `first on ${date(first)}` : `since ${date(first)}, in ${count(looks)} looks`),
    state: 'State',
    snoozedUntil: (day: string) => `Snoozed until ${date(day)}`,
    dismissedFor: (reason: string) => `Dismissed: ${reason === 'untrue' ? 'it is not true' : reason}`,
    closed: {
      ordered: (day: string) => `Closed on ${date(day)}: the customer ordered`,
      over: (day: string) => `Closed on ${date(day)}: it is over`
    },
    owner: 'Owner',
    note: 'Note',
    customer: 'Open the customer',
    true: 'Came true means',
    gone: 'This customer is no longer in the data.'
  },
  ofCustomer: 'Alerts',

  keys: {
    done: 'Alert: done',
    planned: 'Alert: plan',
    snooze: 'Alert: snooze',
    dismiss: 'Alert: dismiss',
    mark: 'Alert: mark, for several at once',
    back: 'Alert: put back'
  },

  home: {
    look: 'Look who is late, who may leave and who bought out of line',
    lookWhy: 'Each customer is held against their own rhythm; nothing is sent and nothing is changed by it.',
    text: (n: number) => `${alertsOf(n)} to work through this week.`,
    why: (who: string, why: string) => `The most worthwhile: ${who}. ${why}`,
    act: 'Open the inbox'
  },

  model: {
    finding: {
      validated: (on: number, of: number) => `${count(on)} of ${count(of)} kinds of alert were right often enough to be shown.`,
      'not-better': 'No kind of alert was right often enough to be shown.',
      'insufficient-data': 'There is too little history to say whether alerts would be right.'
    },
    kinds: 'How often alerts came true on former days',
    table: 'Kinds of alert',
    kindsNote: (share: number) =>
      `Sextant went back to former days, looked as it looks now, and waited. A kind is on where no more than ${percentAbout(share)} of those judged were false alarms; the interval says how sure that is. One alert of it may be less sure than its kind, and says so.`,
    columns: {
      kind: 'Kind',
      state: 'State',
      precision: 'Came true',
      interval: '95% interval',
      base: 'Of all in question',
      judged: 'Judged',
      origins: 'Looks',
      untrue: 'Called not true',
      now: 'Now',
      means: 'Came true means'
    },
    rhythm: 'The model of when customers order again',
    none: 'Too few customers ordered again for a model: nothing is said about the chance of further orders.',
    name: (model: string, k: number) => (model === 'mbgcnbdk' ? `MBG/CNBD-${k}` : (modelNames[model] ?? model)),
    chosen: (model: string, customers: number, days: number) =>
      `${model} explains best, of ${counted(customers, 'customer', 'customers')}, the ${counted(days, 'day', 'days')} that were kept back.`,
    used: {
      beats: 'It was nearer than both rules of thumb, so it is used.',
      model: 'It was no nearer than a rule of thumb, though by no more than chance, so it is used.',
      samePeriod: 'The rule “as much as in the same time before” was nearer, so that is used for the number of orders.',
      recencyCut: 'The rule “who ordered lately goes on, others stop” was nearer, so that is used for the number of orders.'
    },
    fits: 'It is calibrated: what was said to happen with a chance happened about that often.',
    misfit: 'It is not calibrated everywhere: where a dot lies outside its whisker, chances of that size are to be taken with care.',
    models: {
      label: 'Models compared',
      columns: {
        model: 'Model',
        heldOut: 'Held-out log-likelihood',
        logLikelihood: 'Log-likelihood',
        parameters: 'Parameters (± standard error)',
        fit: 'Fit'
      },
      inUse: 'in use',
      fit: {
        converged: 'converged',
        boundary: 'at the edge of what is possible',
        flat: 'flat: other values fit as well',
        unfinished: 'not converged'
      }
    },
    backTest: {
      label: 'Orders expected and made in the days kept back',
      columns: { rule: 'Rule', expected: 'Orders expected', made: 'Orders made', bias: 'Off in all', error: 'Mean absolute error' },
      of: { model: 'The model', samePeriod: 'As in the same time before', recencyCut: 'Who ordered lately goes on' }
    },
    calibration: {
      title: 'Chance of an order: said and seen',
      label: (weeks: number) => `Within ${counted(weeks, 'week', 'weeks')}`,
      caption: 'Each dot is a tenth of the customers. On the line, what was said came true; within the whisker chance alone may put it.',
      sentence: (weeks: number, said: number, seen: number, low: number, high: number, customers: number) =>
        `Within ${count(weeks)} weeks: ${percentAbout(said)} said, ${percentAbout(seen)} seen (by chance ${percentAbout(low)} to ${percentAbout(high)}) of ${counted(customers, 'customer', 'customers')}.`,
      said: 'Said',
      seen: 'Seen',
      weeks: 'Weeks',
      customers: 'Customers'
    },
    learnt: {
      title: 'What is learnt from what you do',
      learn: 'Rank kinds of which much is dismissed lower',
      why: 'Nothing is hidden or forgotten: switched off, the list is as before.',
      none: 'Nothing was dismissed yet.',
      lesson: (kind: string, dismissed: number, of: number, weight: number) =>
        `${kind}: ${count(dismissed)} of ${count(of)} worked through were dismissed; its alerts count ${percentAbout(weight)} of what they are worth.`
    },
    placed: {
      title: 'When the next order came, against when it was expected',
      caption:
        'A tenth of the waits should be shorter than the model’s first tenth, and so on. Waits that outlast the kept-back time count where they can.',
      sentence: (below: number, seen: number, low: number, high: number, customers: number) =>
        `${percentAbout(seen)} came by when ${percentAbout(below)} were to come (by chance ${percentAbout(low)} to ${percentAbout(high)}), of ${counted(customers, 'customer', 'customers')}.`
    },
    outside: (n: number, of: number) => `${count(n)} of ${count(of)} dots lie outside.`,
    pooled: {
      all: 'Who has ordered only a few times borrows the rhythm of all customers, the more the fewer own orders there are.',
      alike: (by: keyof typeof beginnings, groups: number, gain: number) =>
        `Who has ordered only a few times borrows the rhythm of those who began alike: ${counted(groups, 'group', 'groups')} by ${beginnings[by]}. That explains the days that were kept back better than one rhythm for all, by ${count(Math.round(gain))} of log-likelihood and by more than chance.`,
      tried: (by: keyof typeof beginnings) =>
        `Groups by ${beginnings[by]} were tried: they explain the days that were kept back no better.`,
      segments:
        'Segments are not borrowed from: who is in which follows from how often and how lately somebody ordered, which the model knows already.'
    },
    alive: {
      title: 'Chance of still being a customer',
      label: 'By how often customers ordered and how long ago the last order is.',
      caption: 'Rows: orders so far. Columns: weeks since the last order. Darker: surer to be still there.',
      orders: (from: number, to: number | null) =>
        to === null ? `${count(from)} or more` : to === from ? count(from) : `${count(from)}–${count(to)}`,
      weeks: (from: number, to: number | null) => (to === null ? `${count(from)}+` : `${count(from)}–${count(to)}`),
      cell: (orders: string, weeks: string, customers: number, alive: number) =>
        `${counted(customers, 'customer', 'customers')} with ${orders === '1' ? '1 order' : `${orders} orders`}, the last ${weeks} weeks ago: ${percentAbout(alive)} still there on average.`,
      share: (alive: number) => (alive < 0.005 ? '<1%' : percentAbout(alive)),
      columns: { orders: 'Orders', weeks: 'Weeks since the last', customers: 'Customers', alive: 'Still there' }
    },
    untrue: {
      title: 'What you called not true',
      none: 'No alert was dismissed as “it is not true”.',
      line: (kind: string, n: number) => `${kind}: ${counted(n, 'alert', 'alerts')} called not true.`,
      count: 'Count them as false alarms',
      why: 'They then lower how often a kind is said to come true, and raise the score from which it alerts, from the next look on. What customers do is counted anew in each look anyway.',
      reset: 'Forget these',
      resetWhy: 'Only later ones count from now on; the alerts stay dismissed.'
    },
    notes: 'How the orders were read'
  },
  detectors: {
    finding: (kinds: number, customers: number) => `${count(kinds)} ways of looking, at ${counted(customers, 'customer', 'customers')}.`,
    note: 'Each kind of alert is found by one of them. None is told how many strange cases there should be: how sure one has to be follows from what came true on former days.',
    columns: { kind: 'Kind', looks: 'How', at: 'What it looked at', cases: 'Judged cases', now: 'Alerts now' },
    table: 'Ways of looking',
    strange: 'What made the strange orders strange',
    strangeNote: (n: number) =>
      `Of the ${counted(n, 'unplanned purchase', 'unplanned purchases')} now, how much each trait made an order easy to set apart.`,
    noStrange: 'No strange order is an alert now.',
    feature: (name: string) => featureNames[name] ?? name,
    how: {
      overdue: 'The days since the last order, against the customer’s own gaps and everybody’s where there are few',
      'churn-risk': 'The chance of still being a customer, and how far it fell in four weeks',
      'due-soon': 'When the next order is to be expected by the customer’s own rhythm',
      'unplanned-purchase': 'How easily an order is set apart from the customer’s own former ones',
      'preference-shift': 'What is bought now against before, and whether chance alone would mix it so',
      'newly-regular': 'Whether orders have become twice as frequent',
      'win-back': 'The customer’s own rhythm, half a year after the last order',
      'spend-change': 'The last four orders against those before',
      'post-complaint-silence': 'The days since a complaint, against the customer’s own rhythm',
      'browsing-again': 'Visits of the last two weeks, and the chance of an order',
      'population-anomaly': 'The share of re-purchases week by week: where its course was going, and the season'
    },
    evidence: {
      overdue: 'The open gap against the customer’s own gaps, pooled with everybody’s where there are few',
      'churn-risk': 'The chance of still being a customer by the model of buying, and its fall in four weeks',
      'due-soon': 'The wait until the next order by the customer’s own rhythm',
      'unplanned-purchase': 'Isolation forest on four traits of each order against the customer’s own former ones; robust z of its score',
      'preference-shift': 'Jensen–Shannon divergence of the category mix, with shuffled orders; false discoveries held to what you accept',
      'newly-regular': 'A sequential test for orders twice as frequent as before',
      'win-back': 'The customer’s own rhythm, half a year after the last order',
      'spend-change': 'Welch’s test of the last four orders against those before; false discoveries held to what you accept',
      'post-complaint-silence': 'The open gap since a complaint against the customer’s own rhythm',
      'browsing-again': 'Visits of the last two weeks, and the chance of an order by the model of buying',
      'population-anomaly':
        'STL of the weekly share of re-purchases, or its robust trend below three years; all series tested together, false discoveries held to what you accept'
    },
    at: {
      orders: (n: number, customers: number) => `${counted(n, 'order', 'orders')} of ${counted(customers, 'customer', 'customers')}`,
      series: (products: number, categories: number, channels: number, weeks: number) =>
        `${counted(weeks, 'week', 'weeks')}: up to 50 of ${counted(products, 'product', 'products')}, ${counted(categories, 'category', 'categories')}, ${counted(channels, 'channel', 'channels')}`,
      mix: (n: number) => counted(n, 'category', 'categories'),
      complaints: (n: number) => counted(n, 'complaint', 'complaints'),
      visits: (n: number) => counted(n, 'day with a visit', 'days with a visit')
    }
  }
} as const
