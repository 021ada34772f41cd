/** Texts of the command line. */
import { counted } from '../../format.ts'

/** What a best channel or day rests on. */
const reachFrom: Readonly<Record<string, string>> = {
  own: 'own answers',
  segment: 'answers of the segment',
  everybody: 'answers of all',
  orders: 'orders'
}

export const cli = {
  intro: 'Sextant: an offline workbench for the customer journey.',
  usage: 'Usage: sextant COMMAND [options]',
  commandsTitle: 'Commands',
  fieldsTitle: 'Fields that a mapping may name, by kind',
  optionsTitle: 'Options',
  more: 'sextant COMMAND --help tells more about one. Exit codes: 0 done, 1 failed, 2 wrong usage.',

  commands: {
    import: 'Read files or folders of them into a workspace; all of them or none.',
    templates: 'List, save, rename or delete the mappings that apply by themselves when a header returns.',
    sources: 'List what was imported, with totals to hold against the files.',
    quality: 'Say what is odd or missing in the data, and what it costs which analysis.',
    'undo-import': 'Take an import back, the newest or any other; its number is in the list of sources.',
    rejected: 'Write the rejected rows of one source to a file, with line and reason.',
    segments: 'Find the groups that the customers fall into.',
    journey: 'Follow customers from stage to stage: how many go on, how long it takes, and where they are lost.',
    alerts: 'Say whom to write to and why: ranked alerts, each kind with how often it was right.',
    upsell: 'Say what to offer whom and when, from what held on later orders.',
    beliefs: 'Test what you think that customers do, and list what was tested.',
    customers: 'List customers.',
    'lab table': 'Show a table as it is read, untyped.',
    sample: 'Write the spreadsheets of an invented shop to try Sextant on, or of the three months that follow.',
    'lab kmeans': 'k-means on a plain table.',
    'lab silhouette': 'Silhouette of given labels on a plain table.',
    'lab gap': 'Gap statistic on a plain table: how many clusters.',
    kpis: 'Say how the shop is doing: each KPI with its interval, the period before and its target.',
    'lab stl': 'Trend, season and rest of a series in a plain table.',
    'lab bgnbd': 'BG/NBD on a table of customers or an event log: who buys again.',
    'lab mbgnbd': 'MBG/NBD on the same: a customer may be gone after the first order.',
    'lab paretonbd': 'Pareto/NBD on the same: a customer may leave at any moment.',
    'lab mbgcnbdk': 'MBG/CNBD-k on the same: orders may come more regularly than by chance.',
    'lab gamma-gamma': 'Gamma-Gamma: what the orders of repeat buyers are worth.',
    support: 'Find who needs what after the purchase, who answers it best, and which problem is rising.',
    'lab linkage': 'Hierarchical clustering of a plain table: its tree of merges.',
    'lab sentiment': 'How the texts of a column sound, from -1 (bad) to 1 (good).',
    'lab isolation-forest': 'Isolation forest on a plain table: how strange each row is.',
    'lab logistic-cv': 'Logistic regression on a plain table, judged on folds that it did not see.',
    'lab boosted-cv': 'Gradient-boosted trees on a plain table, judged on folds that they did not see.',
    'lab fpgrowth': 'What is bought together in a plain file of baskets: association rules.',
    'lab qini': 'How well a score ranks by what treating changes, in a plain table of an experiment.',
    selfcheck: 'Compute published figures anew and show both, case by case.'
  },

  options: {
    upsellTarget: 'A category, a product or offer:NAME; the categories that bring most if left out.',
    upsellHorizon: 'Days within which something must be bought to count, 7 to 730; 90 if left out.',
    upsellCapacity: 'List offers of at most so many customers, those whose best offer is worth most; all if left out.',
    upsellLimit: 'Show at most so many offers, the most valuable first.',
    treatment: 'The column that is 1 for treated rows and 0 for the others.',
    outcome: 'The column that says what happened.',
    score: 'The column to rank by.',
    sooner: 'Customers who bought this product come back sooner.',
    returnsLess: 'Newsletter customers give back less.',
    paysMore: 'Customers of this segment pay more for things of --category.',
    paysCategory: 'The category of --pays-more.',
    learnTarget: 'The column to foresee; it has two values.',
    folds: 'Parts that the rows are divided into; 5 if left out.',
    repeats: 'How often they are divided anew; 1 if left out.',
    penalty: 'Weight of the L2 penalty; if left out, 1 for logistic regression and 0 for trees.',
    learnGroup: 'Rows with the same value in this column stay in one fold.',
    learnMissing:
      'Missing values: refuse (if left out), median (numbers take that of the rows learned from, a missing word is a value of its own) or drop (leave the row out).',
    learnFold: 'The column that says which fold each row is in.',
    leaves: 'Leaves of a tree; 31 if left out.',
    basketFormat: 'basket: a line a basket, no header (if left out); long: a line an item of a basket.',
    basketColumn: 'Of the long format: the column that names the basket; the first if left out.',
    itemColumn: 'Of the long format: the column that names the item; the second if left out.',
    support: 'Share of baskets that a rule must be in; 0.01 if left out.',
    confidence: 'Share of the baskets with the one that must have the other; 0.5 if left out.',
    minLength: 'Items of a rule at least; 2 if left out.',
    maxLength: 'Items of a rule at most; 10 if left out.',
    falseAlarmShare: 'Accepted share of false alarms, 0.01 to 0.9; 0.2 if left out.',
    alertsLimit: 'Show at most so many alerts, the most worthwhile first.',
    help: 'Show this help.',
    version: 'Show the version.',
    json: 'Write the result as JSON to stdout.',
    workspace: 'The workspace file.',
    workspaceCreated: 'The workspace file; created when missing.',
    as: 'What the files hold: orders, customers, products, tickets, touchpoints, feedback, offers, spend or subscriptions.',
    mapping: 'A mapping file that says which column holds what.',
    dateOrder: 'How dates are written: dmy, mdy or ymd.',
    template: 'The template to map with, by its id (templates lists them), or none.',
    encoding: 'How the letters of text files are written: utf-8, windows-1252, shift_jis, …; otherwise told from the bytes.',
    importNoHeader: 'The first row is data: columns are called column 1, column 2, …',
    anonymous: 'Orders that name no customer, as those of a till, are imported without.',
    templateSave: 'Save a mapping under this name, for files with the header of --for.',
    templateFor: 'A file with the header that the template is for.',
    templateRename: 'The template to rename.',
    templateTo: 'Its new name.',
    templateDelete: 'The template to delete.',
    rejectedOut: 'The file to write: CSV, or a workbook where it ends in .xlsx.',
    // Held against what is accepted by the test of the commands: the help loads no code.
    k: 'Number of segments, 2 to 15, or auto (default).',
    textColumn: 'The column that holds the texts.',
    supportUnit: 'What is grouped: customers (default) or tickets.',
    supportClusters: 'Number of groups, 2 to 15, or auto (default).',
    supportAbout:
      'What of customers is looked at beside their tickets and orders, names separated by commas: country, region, cameFrom, newsletter, accountAge, or extra:NAME for a column of the file.',
    supportMembers: 'Write who is in which group into this CSV file.',
    supportNext: 'Write who may write within four weeks, the likeliest first, into this CSV file.',
    linkage: 'ward (default), average, complete or single.',
    metric: 'euclidean (default), cosine or gower; ward takes euclidean only. Under gower, named columns of text are categories.',
    clusters: 'Cut the tree into so many clusters; their labels are added.',
    features:
      'Names separated by commas (default: behaviour). Presets: rfm, value, behaviour, everything. Single ones: recency, frequency, monetary, meanOrderValue, tenure, gapMean, gapSpread, discountShare, returnShare, categoryVariety, weekendShare, winterShare, springShare, summerShare, autumnShare, supportLoad, tickets, csat, nps, touchpoints, country, region, accountAge, newsletter, cameFrom. By what the data names, all or one: category, channel, touch, extra, as in category:Coffee.',
    seed: 'Seed of the random starts (default 1).',
    starts: 'Number of random starts (default 10).',
    asOf: 'Analysis date, YYYY-MM-DD (default: the newest date in the data).',
    members: 'Also write each customer with its segment to this file: a workbook if it ends in .xlsx, else CSV.',
    scoreOnly: 'Assign the customers of today to the groups as they are, without finding them anew.',
    recompute: 'Compute again and fail if a stored result differs.',
    search: 'Only customers whose number, name or e-mail contains this.',
    sort: 'Column to sort by: code, name, country, orders, net (default), meanOrderValue, firstAt, lastAt.',
    ascending: 'Smallest first.',
    limit: 'How many (default 100).',
    offset: 'How many to skip (default 0).',
    input: 'The table: a file in any format that can be imported.',
    sheet: 'The sheet of a workbook, or the table of a file that holds several (“table 2”).',
    sampleOut: 'The folder to write to; made when missing. Only files of an earlier sample are overwritten.',
    sampleCustomers: 'How many customers, 200 to 50000 (default 1700).',
    sampleSeed: 'Another number, another shop; the same number, the same bytes (default 1).',
    sampleContinue: 'Go on where the sample shop in this folder stopped.',
    sampleTreated: 'CSV of customers who were treated in these months: customer_id, intervention, date, variant.',
    columns: 'Only these columns, separated by commas (default: all numeric ones).',
    omit: 'All numeric columns but these.',
    noHeader: 'The table has no header: columns are named 1, 2, …',
    labK: 'Number of clusters.',
    scale: 'none (default), z or robust.',
    tolerance: 'Stop when centres move less than this, relative to the mean variance (default 1e-4).',
    maxIterations: 'Most iterations of one start (default 300).',
    labels: 'The column that holds each row’s cluster.',
    kMax: 'Largest number of clusters (default 10).',
    references: 'Number of reference tables (default 50).',
    kpiPeriod: 'month (default), quarter, year, last30, last90 or all; the newest whole one in the data.',
    kpiCompare: 'previous (default) or year: the period that it is held against.',
    kpiBy: 'Also by segment, channel, country or category.',
    kpiTarget: 'Set a target first, such as aov=30, for periods of this kind; aov= takes it back. A share is a fraction: retention=0.65.',
    kpiCourse: 'Also the course of this KPI, by --grain, with its trend and what stands out.',
    kpiGrain: 'week (default) or month.',
    kpiCohorts: 'Also customers by the month of their first order, and how many came back when.',
    stlValue: 'The column that holds the series (default: the only numeric one).',
    stlPeriod: 'How many values a season has, such as 12 months.',
    stlSeasonal: 'Window of the season, odd (default 7), or periodic for the same season throughout.',
    stlTrend: 'Window of the trend, odd (default: from the period and the season’s window).',
    stlConstant: 'Smooth the season by constants instead of lines.',
    stlRobust: 'Give values that stand out little weight.',
    rhythmColumns: 'The columns of x, t_x and T (default: x or frequency, t_x or recency, T).',
    spendColumns: 'The columns of x and the mean value (default: x or frequency, zbar or monetary).',
    logCustomer: 'The table is an event log; this column names the customer.',
    logDate: 'The column of the log with the date.',
    logValue: 'The column of the log with the value; rows below 0 are no orders.',
    logDateOrder: 'How dates are written: dmy, mdy or ymd (default: as all rows tell).',
    calibrationEnd: 'The last day that the model sees, YYYY-MM-DD (default: the newest of the log).',
    unit: 'Unit of time of an event log: week (default) or day.',
    horizon: 'Also tell of each customer what is expected within this time from the end, in the unit of the table.',
    phases: 'The regularity k, 1 to 20 (default: the likeliest).',
    each: 'Also tell the expected value of each customer’s orders.',
    trees: 'Number of trees (default 100).',
    sample: 'Rows that each tree is grown on (default 256).',
    reasons: 'Also tell of so many of the strangest rows which columns make them strange.',
    data: 'A folder with the published data sets that are not built in.',
    journeyFrom: 'Only customers who came to a stage on this day or later.',
    journeyTo: 'Only customers who came to a stage on this day or before.',
    journeySegment: 'Only customers of this segment, by its id.',
    journeyChannel: 'Only customers who first came through this channel.',
    journeyWindow: 'Days that a customer has for going on (default: 7, 30 or 90, by the length of the data).',
    timing: 'Also report how long loading and the engine took.'
  },

  errors: {
    reversed: (from: string, to: string) => `--from ${from} is after --to ${to}: a period ends after it begins.`,
    noCommand: 'No command was given.',
    unknownCommand: (name: string) => `There is no command “${name}”.`,
    missing: (what: string) => `${what} is missing.`,
    tooMany: (what: string) => `“${what}” is one argument too many.`,
    notANumber: (option: string, value: string, least: number, most: number) =>
      `--${option} ${value}: a whole number from ${least} to ${most} is expected.`,
    notPositive: (option: string, value: string) => `--${option} ${value}: a number of at least 0 is expected.`,
    notOneOf: (option: string, value: string, choices: readonly string[]) =>
      `--${option} ${value}: one of ${choices.join(', ')} is expected.`,
    notADate: (option: string, value: string) => `--${option} ${value}: a date such as 2024-12-31 is expected.`,
    needs: (option: string, other: string) => `--${option} needs --${other}.`,
    notTogether: (option: string, other: string) => `--${option} and --${other} do not go together.`,
    overWorkspace: (option: string) => `--${option} names a workspace, or a file that belongs to one.`
  },

  progress: (what: string, percent: string, rate: string) => [what, percent, rate].filter((part) => part !== '').join('  '),
  perSecond: (amount: string) => `${amount}/s`,
  rows: (amount: string) => `${amount} rows`,

  templates: {
    columns: { id: 'id', name: 'name', kind: 'kind', columns: 'columns', builtIn: 'built in' },
    yes: 'yes',
    no: '',
    saved: (name: string, id: string) => `Saved as “${name}” (${id}).`,
    renamed: (name: string) => `Renamed to “${name}”.`,
    deleted: (id: string) => `Deleted ${id}.`,
    oneTable: (file: string) => `${file} holds several tables; save a template for one.`
  },
  undone: {
    done: (label: string) => `The import of ${label} was undone.`,
    nothing: 'Nothing had come from it alone.',
    removed: (things: readonly string[]) => `Removed: ${things.join(', ')}.`,
    restored: (n: number) =>
      `${counted(n, 'entry', 'entries')} that other imports speak of too ${n === 1 ? 'reads' : 'read'} again as ${n === 1 ? 'it stands' : 'they stand'} there.`,
    stayed: (n: number) => `${counted(n, 'row', 'rows')} stayed, because other imports hold ${n === 1 ? 'it' : 'them'} too.`,
    kept: (codes: readonly string[]) =>
      `Kept, because you changed ${codes.length === 1 ? 'it: customer' : 'them: customers'} ${codes.join(', ')}.`,
    dissolved: (codes: readonly string[]) => `Merged with a customer who is gone: ${codes.join(', ')}.`,
    repeated: (id: number, label: string) =>
      `The later import ${id} (${label}) went as well: it was the same file, of which nothing had been stored a second time.`,
    rejected: (n: number) =>
      `${counted(n, 'row', 'rows')} of later imports ${n === 1 ? 'was' : 'were'} rejected because of it; export ${n === 1 ? 'it' : 'them'} and drop ${n === 1 ? 'it' : 'them'} in again.`,
    runs: (n: number) => `${counted(n, 'result was', 'results were')} computed with its rows; compute ${n === 1 ? 'it' : 'them'} again.`
  },

  sources: {
    columns: {
      id: 'id',
      import: 'import',
      kind: 'kind',
      file: 'file',
      sheet: 'sheet',
      read: 'read',
      stored: 'stored',
      updated: 'updated',
      duplicate: 'duplicate',
      rejected: 'rejected',
      blank: 'blank'
    },
    none: 'Nothing was imported yet.',
    totals: (customers: number, orders: number, lines: number, anonymous: number, cancelled: number) =>
      `${counted(customers, 'customer', 'customers')}, ${counted(orders, 'order', 'orders')}, ${counted(lines, 'line', 'lines')}; ${counted(anonymous, 'line', 'lines')} without customer, ${counted(cancelled, 'line', 'lines')} of cancellations.`,
    amount: (total: string, currency: string) => `Net amount of all lines: ${total}${currency === '' ? '' : ` ${currency}`}`
  },
  imported: {
    columns: {
      id: 'id',
      kind: 'kind',
      file: 'file',
      read: 'read',
      stored: 'stored',
      updated: 'updated',
      duplicate: 'duplicate',
      rejected: 'rejected',
      blank: 'blank'
    }
  },
  rejected: (n: number, mended: number, file: string) =>
    `${counted(n, 'rejected row was', 'rejected rows were')} written to ${file}.${mended === 0 ? '' : ` ${mended} of ${n + mended} ${mended === 1 ? 'is' : 'are'} mended already.`}`,
  segments: {
    columns: { segment: 'segment', name: 'name', customers: 'customers', share: 'share', ofRevenue: 'of revenue' },
    found: (k: number, customers: number, asOf: string) =>
      `${counted(k, 'segment', 'segments')} of ${counted(customers, 'customer', 'customers')} as of ${asOf}.`,
    silhouette: (value: string) => `Silhouette ${value}.`,
    members: (n: number, file: string) => `${counted(n, 'customer was', 'customers were')} written to ${file}.`
  },
  customers: {
    columns: {
      code: 'code',
      name: 'name',
      country: 'country',
      orders: 'orders',
      net: 'net',
      meanOrder: 'mean order',
      firstOrder: 'first order',
      lastOrder: 'last order'
    },
    total: (shown: string, total: string) => `${shown} of ${total} customers.`
  },
  sample: {
    columns: { file: 'file', rows: 'rows' },
    shop: (folder: string, customers: string, seed: number, replaced: boolean) =>
      `The sample shop with ${customers} customers (seed ${seed}) is in ${folder}${replaced ? '; it replaced the one that was there' : ''}.`,
    next: (folder: string, replaced: boolean) =>
      `The three months that follow are in ${folder}${replaced ? '; they replaced those that were there' : ''}.`,
    treated: (n: number) => `${counted(n, 'customer was', 'customers were')} treated.`,
    ignored: (line: number, customer: string, reason: string) => `Line ${line} has no effect (${customer}): ${reason}.`
  },
  alerts: {
    columns: {
      customer: 'customer',
      kind: 'kind',
      value: 'at stake',
      confidence: 'sure',
      due: 'until',
      reach: 'reach by, from',
      why: 'why'
    },
    reach: (channel: string | null, weekday: number | null, from: string) => {
      const day = weekday === null ? null : (['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday - 1] ?? null)
      const what = [channel, day].filter((one) => one !== null).join(' ')
      return what === '' ? '–' : `${what} (${reachFrom[from] ?? from})`
    },
    kindColumns: { kind: 'kind', state: '', precision: 'on former days', alerts: 'now', cameTrue: 'came true means' },
    badShare: '--false-alarm-share must be a number from 0.01 to 0.9.',
    found: (n: number, asOf: string) => `${counted(n, 'alert', 'alerts')} as of ${asOf}.`,
    more: (n: number) => `… and ${counted(n, 'more', 'more')}: --limit shows them.`,
    noModel: 'There is too little to choose a model of buying by.',
    model: (model: string, days: number, orders: number, expected: number) =>
      `Model of buying: ${model}. In the last ${days} days, which it did not know, it expected ${Math.round(expected)} orders; ${orders} came.`,
    fits: (fits: boolean) =>
      fits
        ? 'Its chances came true as often as they said.'
        : 'Its chances were off for some customers by more than chance: take them as an order, not as numbers.',
    notes: (notes: readonly string[]) => `Read so: ${notes.join('; ')}.`
  },
  support: {
    columns: {
      id: 'id',
      name: 'name',
      size: 'size',
      share: 'share',
      stability: 'stable',
      trait: 'what is different',
      play: 'what to do'
    },
    risingColumns: { product: 'product', category: 'category', from: 'from', tickets: 'customers', ratio: 'times' },
    routingColumns: {
      category: 'category',
      who: 'ask first',
      ratio: 'time, × others',
      crude: 'median h, all: own / others',
      tickets: 'tickets',
      open: 'open now'
    },
    busy: (who: string) => `${who} (busy)`,
    instead: (who: string) => `${who} (meanwhile)`,
    memberColumns: { unit: { customers: 'customer', tickets: 'ticket' }, cluster: 'cluster', name: 'name' },
    nextColumns: {
      customer: 'customer',
      chance: 'chance',
      cluster: 'cluster',
      name: 'name',
      since: 'days since order',
      orders: 'orders',
      tickets: 'tickets'
    },
    next: 'Most likely to write within four weeks:',
    noNext: 'Nobody can be named who will write soon: those who would have been four weeks ago did not write more often than others.',
    found: (k: number, n: number, unit: 'customers' | 'tickets', tickets: number, asOf: string) =>
      `${counted(k, 'group', 'groups')} of ${counted(n, unit === 'customers' ? 'customer' : 'ticket', unit)}${unit === 'customers' ? `, who wrote ${counted(tickets, 'ticket', 'tickets')}` : ''}, as of ${asOf}.`,
    noTickets:
      'There are no support tickets: customers are grouped by what they send back, what they say when asked, and whether they come again.',
    foundBehaviour: (k: number, n: number, answers: number, asOf: string) =>
      `${counted(k, 'group', 'groups')} of ${counted(n, 'customer', 'customers')}${answers === 0 ? '' : `, who gave ${counted(answers, 'answer', 'answers')}`}, as of ${asOf}.`,
    rising: 'Rising:',
    firstSeason: 'Where the tickets hold less than a year before (*), it may be a season that comes every year.',
    nothingRising: 'No problem is rising beyond chance.',
    risingUnseen: {
      undated: 'Whether a problem is rising cannot be told: tickets, or most of them, do not say when they were opened.',
      short: 'Whether a problem is rising cannot be told: there are fewer than nine weeks of tickets up to this date.',
      unnamed: 'Whether a problem is rising cannot be told: tickets name neither a category nor a product.'
    },
    quiet: (from: string, until: string) =>
      `Tickets are few since ${from}: what rises, and what is open now, can only be told up to then (--as-of ${until}).`,
    routing: 'Who answers faster, with tickets as hard as the others’:',
    notes: (notes: readonly string[]) => `Read so: ${notes.join('; ')}.`,
    members: (n: number, file: string) => `${counted(n, 'row was', 'rows were')} written to ${file}.`
  },
  kpis: {
    columns: { kpi: 'KPI', value: 'value', interval: '95%', previous: 'before', target: 'target', n: 'of' },
    span: (period: string, span: string, before: string | null) =>
      `${period}: ${span}${before === null ? '' : `, held against ${before}`}.`,
    noSpan: (period: string) => `${period}: the data are shorter than that.`,
    leftOut: (things: readonly string[]) => `Not counted everywhere: ${things.join('; ')}.`,
    badTarget: (given: string) => `--target ${given}: a KPI and a number are expected, such as aov=30.`,
    /** A share, or a number, that the KPI cannot have. */
    impossibleTarget: (d: { given: string; share: boolean; low: string | null; high: string | null }) =>
      `--target ${d.given}: ${d.share ? 'a share is given as a fraction, such as 0.65 for 65%' : 'this KPI cannot have this value'}; ${d.high === null ? `${d.low} or more` : `${d.low} to ${d.high}`} is possible.`,
    unusual: (from: string, to: string, value: string, expected: string) => `${from} – ${to}: ${value}, expected ${expected}.`,
    nothingUnusual: 'Nothing in it stands out.',
    tooShort: 'It is too short to tell what stands out: that takes 12 known values.'
  },
  selfcheck: {
    columns: { case: 'case', published: 'published', ours: 'ours', state: '' },
    states: { same: 'same', differs: 'DIFFERS', skipped: 'skipped' },
    total: (same: number, differs: number, skipped: number) =>
      `${same} the same, ${differs} different${skipped > 0 ? `, ${skipped} skipped: their data was not found` : ''}.`
  },
  lab: {
    table: (rows: string, columns: number, leftOut: number) =>
      `${rows} rows of ${columns} columns${leftOut === 0 ? '' : `; ${leftOut} lines belong to no row`}.`,
    kmeans: (k: number, n: string, p: number, inertia: string, iterations: number) =>
      `${k} clusters of ${n} rows in ${p} columns: inertia ${inertia} after ${iterations} iterations.`,
    silhouette: (value: string, n: string) => `Silhouette ${value} over ${n} rows.`,
    gap: (first: number, tibs: number, n: string, p: number) =>
      `${first} clusters of ${n} rows in ${p} columns by the rule firstSEmax, ${tibs} by Tibs2001SEmax.`,
    stl: (n: string, column: string, period: number) =>
      `${n} values of ${column}, ${period} to a season: with --json trend, season and rest of each.`,
    gapColumns: { k: 'k', gap: 'gap', se: 'error' },
    rhythm: (value: string, n: string, repeating: string) => `Log-likelihood ${value} of ${n} customers, ${repeating} with a second order.`,
    gammaGamma: (value: string, n: string) => `Log-likelihood ${value} of ${n} repeat buyers.`,
    states: {
      converged: () => 'Converged.',
      boundary: (names: string) => `The data does not tell ${names}: the likelihood rises up to the edge of the range.`,
      flat: () => 'Not converged: other parameters do as well.',
      unfinished: () => 'Not converged: the search ended before a maximum.'
    },
    starts: (agreeing: number, starts: number) => `${agreeing} of ${starts} starts came there.`,
    holdout: (orders: string, expected: string) => `After the end: ${orders} orders, ${expected} expected.`,
    correlated: (value: string) => `Rank correlation of number and value of orders ${value}; the model takes it for 0.`,
    spendsLeftOut: (n: number) => `${counted(n, 'customer', 'customers')} left out: a mean value of 0 or less.`,
    isolationForest: (n: string, p: number) => `${n} rows in ${p} columns; the strangest, with the column that says most:`,
    sentiment: (n: string, mean: string, english: string) =>
      `${n} texts, ${english} of them in English; they sound ${mean} on average (-1 bad, 1 good). With --json the score of each.`,
    aboutCustomers: '--about tells of customers; --unit tickets groups tickets.',
    wardIsEuclidean: 'ward takes euclidean distances only; choose another --linkage or --metric.',
    linkage: (n: string, p: number, cophenetic: string | null) =>
      `${n} rows in ${p} columns${cophenetic === null ? '' : `; cophenetic correlation ${cophenetic}`}. The last merges:`,
    mergeColumns: { a: 'cluster', b: 'and', height: 'height', rows: 'rows' },
    parameterColumns: { name: 'parameter', value: 'value', error: 'error' },
    strangeColumns: { line: 'line', score: 'score', column: 'column', value: 'value', median: 'median' },
    clusterColumns: { cluster: 'cluster', rows: 'rows' },
    silhouetteColumns: { label: 'label', rows: 'rows', silhouette: 'silhouette' }
  }
} as const
