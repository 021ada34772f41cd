/** Texts about reading files. Values are texts, or functions of what they speak about. */
import { count, counted } from '../../format.ts'

const rows = (n: number): string => counted(n, 'row', 'rows')
const lines = (n: number): string => counted(n, 'line', 'lines')
const plural = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`

/** `1 hour 30 minutes` */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const parts = [
    [Math.floor(minutes / 1_440), 'day', 'days'],
    [Math.floor(minutes / 60) % 24, 'hour', 'hours'],
    [minutes % 60, 'minute', 'minutes'],
    [Math.round(seconds % 60), 'second', 'seconds']
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, one, many]) => plural(n, one, many))
  return said.length === 0 ? plural(0, 'second', 'seconds') : said.slice(0, 2).join(' ')
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
/** Names of things, shortened where there are many. */
const shortList = (names: readonly string[]): string =>
  names.length <= mostNamed ? names.join(', ') : `${names.slice(0, mostNamed).join(', ')} and ${count(names.length - mostNamed)} more`
const mostNamed = 8
const quoted = (value: string | null): string => `“${value ?? ''}”`
/** That a cell is blank, or what stands in it instead of a value. */
const emptyOr = (column: string | null, value: string | null): string =>
  value === null ? `${quoted(column)} is blank` : `${quoted(value)} in ${quoted(column)} stands for “unknown”`

export const importing = {
  /** What a drop is called: its one file or folder, or the first of several. */
  label: (first: string, more: number): string => (more === 0 ? first : `${first} and ${count(more)} more`),

  /** Why a column was proposed for a field. */
  because: {
    header: 'header',
    content: 'content',
    both: 'header and content',
    user: 'chosen by you',
    joined: (date: string, time: string) => `${quoted(date)} and ${quoted(time)} joined`,
    template: (name: string) => `template “${name}”`
  },

  /** Fields of an order, as a person would call them. */
  field: {
    customer: 'the customer',
    customerName: 'the customer’s name',
    customerEmail: 'the customer’s e-mail address',
    order: 'the order number',
    orderedAt: 'the date',
    status: 'the status',
    currency: 'the currency',
    country: 'the country',
    channel: 'the channel',
    product: 'the product code',
    productName: 'the product’s name',
    category: 'the category',
    quantity: 'the quantity',
    unitPrice: 'the unit price',
    lineTotal: 'the amount',
    discount: 'the discount'
  },

  /** The kinds in the middle of a sentence. */
  kind: {
    orders: 'orders',
    customers: 'a list of customers',
    products: 'a list of products',
    tickets: 'tickets',
    touchpoints: 'touchpoints',
    feedback: 'feedback',
    offers: 'answers to offers',
    spend: 'marketing spend',
    subscriptions: 'subscriptions'
  },

  /** What a file lacks to be read. */
  missing: {
    either: (names: readonly string[]): string =>
      names
        .slice(0, 3)
        .map((name) => `“${name}”`)
        .join(' or '),
    toBe: (kind: string, names: readonly string[]): string => `to be ${kind}, it lacks ${listed(names)}`,
    guess: (kind: string, columns: readonly string[]): string =>
      `nothing names its columns. By what they hold it may be ${kind}, with ${listed(columns)}`,
    unsure: (kind: string): string => `it may be ${kind}, but too little in it says so`,
    nothing: 'none of its columns says what it is about',
    empty: 'its columns are empty'
  },

  /** What one choice of a question would make of the sample. */
  reads: {
    date: (iso: string, rejected: number): string => (rejected === 0 ? iso : `${iso} (${rows(rejected)} would not fit)`),
    number: (plain: string, rejected: number): string => (rejected === 0 ? plain : `${plain} (${rows(rejected)} would not fit)`),
    notAtAll: 'not readable',
    duration: (seconds: number): string => duration(seconds),
    yes: 'yes',
    no: 'no'
  },

  /** Why a row was not stored. Each is told the column and the cell. */
  reject: {
    notANumber: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a number`,
    notACount: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a whole number from 0 on`,
    notYesOrNo: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is neither yes nor no`,
    notAnAnswer: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is neither a date nor yes or no`,
    notADuration: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a length of time`,
    notACurrency: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is no currency`,
    needed: (column: string | null, value: string | null) => `${emptyOr(column, value)}, and it is needed`,
    formulaError: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is the error of a formula`,
    saysNothing: (column: string | null) => `${quoted(column)} is blank, so the row says nothing`,
    outsideScale: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is outside the scale`,
    beforeOpened: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is before the ticket was opened`,
    beforeSent: (column: string | null, value: string | null) =>
      value === null
        ? `${quoted(column)} is before the offer was sent`
        : `${quoted(value)} in ${quoted(column)} is before the offer was sent`,
    endsBeforeStart: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is before its beginning`,
    unknownCustomer: (column: string | null, value: string | null) =>
      `${quoted(value)} in ${quoted(column)} is not in the list of customers that came with it`,
    notADate: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a date`,
    noDate: (column: string | null, value: string | null) => `${emptyOr(column, value)}, so the order has no date`,
    noAmount: (column: string | null, value: string | null) => `${emptyOr(column, value)}, so the line has no amount`,
    tooManyCells: (_column: string | null, value: string | null) =>
      `it has more cells than the header; the first surplus cell is ${quoted(value)}`,
    badQuoting: (_column: string | null, value: string | null) => `its quotes do not match near ${quoted(value)}`,
    badEncoding: (_column: string | null, value: string | null) => `it holds bytes that are not text (${quoted(value)})`,
    leftOut: (column: string | null, value: string | null) =>
      value === '' || value === null
        ? `${quoted(column)} is blank: such a row is nothing that is imported here`
        : `${quoted(value)} in ${quoted(column)} is nothing that is imported here`,
    notAShare: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a share of up to 100%`,
    notMinorUnits: (column: string | null, value: string | null) =>
      `${quoted(value)} in ${quoted(column)} is not a whole number of the smallest unit of money`,
    badJson: (_column: string | null, value: string | null) => `the line is not valid JSON (${quoted(value)})`,
    duplicateMember: (_column: string | null, value: string | null) => `the record has two members by the name of ${quoted(value)}`,
    cutOff: (_column: string | null, value: string | null) => `the file breaks off in this row (${quoted(value)})`,
    note: (_column: string | null, value: string | null) => `it is a note below the table (${quoted(value)})`,
    totalRow: (_column: string | null, value: string | null) => `it adds up the rows above (${quoted(value)})`,
    tooLarge: (column: string | null, value: string | null) =>
      `the amount from ${quoted(column)} (${quoted(value)}) is too large to be held exactly`,
    orderCustomerConflict: (column: string | null, value: string | null) =>
      `an earlier row of the same order names another customer than ${quoted(value)} in ${quoted(column)}`,
    orderCurrencyConflict: (column: string | null, value: string | null) =>
      `the same order was imported in another currency than ${quoted(value)} in ${quoted(column)}`,
    tooFine: (column: string | null, value: string | null) =>
      `the amount from ${quoted(column)} (${quoted(value)}) has more than 12 decimals`
  },

  /** Columns of the exported rejected rows; the cells follow. */
  rejectedTable: {
    sheetName: 'Rejected rows',
    file: 'file',
    line: 'line',
    column: 'column',
    value: 'value',
    reason: 'reason',
    sheet: 'sheet',
    source: 'source',
    cell: (n: number) => `cell ${n}`
  },

  /** What was noticed and handled. Each is told how often, and one example. */
  sameFile: (n: number, example: string) =>
    `${n === 1 ? 'This file was' : `${count(n)} files were`} imported before (${example}) and nothing in ${n === 1 ? 'it' : 'them'} is new: nothing was stored or changed.`,
  importOf: (label: string, day: string): string => `${quoted(label)}, ${day}`,
  totalAndLines: (order: string, total: number, sum: number): string =>
    `order ${order}: total ${total.toFixed(2)}, lines ${sum.toFixed(2)}`,
  orderCounts: (order: string, counts: number, says: number): string =>
    `order ${order} now counts ${counts.toFixed(2)}, this file says ${says.toFixed(2)}`,
  encodingGuessed: (n: number, example: string) =>
    `Nothing in ${n === 1 ? 'the file' : `${count(n)} files`} says in which encoding ${n === 1 ? 'its' : 'their'} letters are written; it was guessed (${example}). If that is wrong, choose another (in a command: --encoding).`,
  readAs: (encoding: string, words: string): string => (words === '' ? encoding : `${encoding}: ${words}`),
  takenFor: (column: string, field: string): string => `${column} as “${field}”`,
  listOf: (texts: readonly string[]): string => listed(texts),
  guessedColumns: (_n: number, example: string) =>
    `No header names the columns; by what they hold they were taken so: ${example}. If one of them is something else, map the columns yourself.`,
  noHeader: (_n: number, example: string) => `The first row looks like data (${example}), so the columns were numbered.`,
  orderAssumed: (n: number, example: string) =>
    `The dates of ${counted(n, 'column fit', 'columns fit')} two orders of day and month; the template’s layout tells which (${example}). If your export writes them otherwise, say so.`,
  decimalAssumed: (n: number, example: string) =>
    `The numbers of ${counted(n, 'column fit', 'columns fit')} a decimal point and a decimal comma; the template’s layout tells which (${example}). If your export writes them otherwise, say so.`,
  assumed: (column: string, sample: string, reads: string, template: string): string =>
    `${quoted(column)}: ${sample} is ${reads}, by ${quoted(template)}`,
  inFile: (example: string, file: string): string => `${example} of ${file}`,
  inColumn: (column: string, example: string): string => `${quoted(column)}: ${example}`,
  templateApplied: (_n: number, example: string) => `Mapped by the template ${quoted(example)}.`,
  notAsNamed: (n: number, example: string) =>
    `${counted(n, 'column is', 'columns are')} not what ${n === 1 ? 'its name says' : 'their names say'} (${example}); ${n === 1 ? 'it is kept as it stands, as an extra column' : 'they are kept as they stand, as extra columns'}.`,
  namedLike: (header: string, field: string, sample: string): string =>
    `${quoted(header)} is called like ${quoted(field)} and holds ${quoted(sample)}`,
  noOrderNumber: (n: number, example: string) =>
    `No column of order numbers was found: rows of one customer at one time, or on one day if the file has no times, count as one order. If ${n === 1 ? 'this column numbers' : 'one of these columns numbers'} the orders, choose it as the order: ${example}.`,
  otherAmounts: (n: number, example: string) =>
    `${counted(n, 'more column holds', 'more columns hold')} amounts: ${example}. ${n === 1 ? 'It is' : 'They are'} kept as ${n === 1 ? 'an extra column' : 'extra columns'}. If you count revenue by ${n === 1 ? 'it' : 'one of them'}, choose it as the amount.`,
  netTaken: (_n: number, example: string) =>
    `Tax is not what was sold, so the amount without it counts: ${example}. The others are kept as extra columns.`,
  sumIs: (net: string, tax: string, gross: string): string => `${quoted(net)}, as ${quoted(net)} + ${quoted(tax)} is ${quoted(gross)}`,
  takenInstead: (taken: readonly string[], others: readonly string[]): string =>
    `${taken.map(quoted).join(' × ')} counts, ${shortList(others.map(quoted))} ${others.length === 1 ? 'does' : 'do'} not`,
  emptyHeader: (n: number, example: string) =>
    n === 1
      ? `1 column has no name; it is called ${quoted(example)}.`
      : `${count(n)} columns have no name; they are called by their place (${quoted(example)}).`,
  duplicateHeader: (n: number, example: string) =>
    `${counted(n, 'column name stands', 'column names stand')} twice; the later is called ${quoted(example)}.`,
  preamble: (n: number, example: string) => `${counted(n, 'line', 'lines')} above the header left out (${quoted(example)}).`,
  headerRow: () => 'a further row of the header',
  headerRows: (n: number, example: string) =>
    `The header has several rows${n === 1 ? '' : ` in ${count(n)} tables`}; they were joined (${quoted(example)}).`,
  repeatedHeader: (n: number, example: string) =>
    `The header is repeated ${n === 1 ? 'once' : `${count(n)} times`} further down (${example}); those rows were left out.`,
  moreTables: (n: number, example: string) =>
    `${counted(n, 'more table stands', 'more tables stand')} below (${example}) and is read apart.`,
  looseQuotes: (n: number, example: string) =>
    `${counted(n, 'row has', 'rows have')} quotes within a cell without quotes around it (${example}). They are kept as they stand.`,
  textFormula: (n: number, example: string) =>
    `${counted(n, 'cell is a formula that is', 'cells are formulas that are')} nothing but a text, as ${quoted(example)}; the text was taken.`,
  mergedCells: (n: number, example: string) =>
    `${counted(n, 'cell is', 'cells are')} merged over several rows (${example}); each of these rows takes the text.`,
  itemRows: (n: number, example: string) =>
    `${counted(n, 'record holds', 'records hold')} several lines in ${quoted(example)}; each line is a row, with what stands in its record.`,
  joinedWords: (n: number) => `${counted(n, 'row has', 'rows have')} words without quotes between blanks; they were taken as one cell.`,
  raggedRows: (n: number, example: string) => `${counted(n, 'row has', 'rows have')} another number of cells than the header (${example}).`,
  sheetLeftOut: (n: number, example: string) =>
    `${counted(n, 'table is', 'tables are')} of no known kind and ${n === 1 ? 'was' : 'were'} left out (${quoted(example)}).`,
  fileLeftOut: (n: number, example: string) =>
    `${counted(n, 'table of this folder holds', 'tables of this folder hold')} nothing of a known kind and ${n === 1 ? 'was' : 'were'} left out (${example}). Drop one by itself to see what it lacks.`,
  leftOut: {
    empty: (n: number, example: string) =>
      `${counted(n, 'file holds', 'files hold')} no rows and ${n === 1 ? 'was' : 'were'} left out (${example}).`,
    noTable: (n: number, example: string) =>
      `${counted(n, 'file was', 'files were')} left out, because ${n === 1 ? 'its name is' : 'their names are'} not that of a table (${example}). Drop one by itself to have it looked at.`,
    notAFile: (n: number, example: string) =>
      `${counted(n, 'entry of the folder is', 'entries of the folder are')} no file and ${n === 1 ? 'was' : 'were'} left out: a link to nothing, a device or a pipe (${example}).`,
    hidden: (n: number, example: string) =>
      `${counted(n, 'hidden or system file was', 'hidden or system files were')} left out (${example}).`
  },
  namesOf: (names: readonly string[]) => shortList(names),
  filesLeftOut: (files: readonly string[]) => shortList(files.map((file) => file.replace(/^.*\//, ''))),
  hiddenRows: (n: number) => `${counted(n, 'hidden row was', 'hidden rows were')} read like the others.`,
  rowNumbers: (n: number, example: string) =>
    `${counted(n, 'row of the sheet has', 'rows of the sheet have')} a number that stands twice or out of order (${example}). All were read, in the order of the file.`,
  noCachedValue: (n: number, example: string) =>
    `${counted(n, 'formula has', 'formulas have')} no stored result (${example}); the cells are blank. Open and save the workbook in a spreadsheet program.`,
  hiddenSheet: (n: number, example: string) => `${counted(n, 'hidden sheet was', 'hidden sheets were')} left out (${quoted(example)}).`,
  pointZero: (n: number, example: string) =>
    `${counted(n, 'number ends', 'numbers end')} in a needless “.0” that was taken off (${example}).`,
  missingMark: (n: number, example: string) => `${counted(n, 'cell stands', 'cells stand')} for “unknown” (${example}).`,
  formulaErrors: (n: number, example: string) =>
    `${counted(n, 'cell holds', 'cells hold')} the error of a formula (${example}) and ${n === 1 ? 'is' : 'are'} left blank.`,
  shortYear: (n: number, example: string) =>
    `${counted(n, 'date has', 'dates have')} a year of two digits (${example}): 69 to 99 are read as 19.., the others as 20...`,
  monthOnly: (n: number, example: string) =>
    `${counted(n, 'date names', 'dates name')} a month and no day (${example}); its first day is taken.`,
  mixedZones: (n: number, example: string) =>
    `${counted(n, 'time names', 'times name')} time zones that are not the same (${example}). Each is kept as written, without its zone, so they cannot be compared to the hour.`,
  serialDates: (n: number, example: string) =>
    `${counted(n, 'number is', 'numbers are')} read as the days that spreadsheets count from 1900 (${example}).`,
  countedDates: (n: number, example: string) =>
    `${counted(n, 'number is', 'numbers are')} read as moments counted from 1970 in universal time (${example}).`,
  swappedDates: (n: number, example: string) =>
    `${counted(n, 'date', 'dates')} (${example}) may have day and month swapped: all of them lie before the 13th, and all dates that stayed text after the 12th, as when a spreadsheet program read a file of another country. Export the file again to be safe.`,
  shortened: (n: number, example: string) =>
    `${counted(n, 'code was', 'codes were')} shortened by a spreadsheet program (${example}); their digits are lost in this file.`,
  orderTold: (_n: number, example: string) => `The order of day and month is that of ${quoted(example)}, which one program wrote with it.`,
  orderToldByFiles: (n: number, example: string) =>
    `The dates of ${counted(n, 'file fit', 'files fit')} both orders of day and month; they are read as those of the other files here (${example}). If another program wrote ${n === 1 ? 'it' : 'them'}, import ${n === 1 ? 'it by itself' : 'them by themselves'}.`,
  readsAs: (header: string, sample: string, reads: string): string => `${quoted(header)}: ${sample} is ${reads}`,
  currencyAssumed: (n: number, example: string) =>
    `${counted(n, 'row names', 'rows name')} no currency and ${n === 1 ? 'counts' : 'count'} as ${example}, the only one here. If that is wrong, say which it is.`,
  currencyChosen: (n: number, example: string) =>
    `${counted(n, 'row names', 'rows name')} no currency: ${n === 1 ? 'it counts' : 'they count'} as chosen. The others keep the currency that they name (${example}).`,
  currencyNotUsed: (_n: number, example: string) =>
    `Each row names its currency itself, so what was chosen for rows without one changes nothing (${example}).`,
  chosenBeside: (code: string, others: readonly string[]): string => `chosen: ${code}; named: ${others.join(', ')}`,
  currencySign: (n: number, example: string) => {
    const [sign = '', code = ''] = example.split(' ')
    return `${counted(n, 'amount carries', 'amounts carry')} ${quoted(sign)}, which several currencies share, and ${n === 1 ? 'counts' : 'count'} as ${code}. If that is wrong, say which it is.`
  },
  currencySigns: (_n: number, example: string) =>
    `The amounts carry signs that may mean several currencies (${example}). They are stored without a currency and added up as if they were one: say which it is, or import each currency by itself.`,
  currencyUnknown: (n: number, example: string) =>
    `${counted(n, 'row names', 'rows name')} no currency, while others name several (${example}). ${n === 1 ? 'It is' : 'They are'} stored without one and kept apart: say which it is, if they are all in one.`,
  currencyBeside: (_n: number, example: string) =>
    `The orders that were here name no currency, these name ${example}. They are kept apart, and only those that are more are analysed. To count all as ${example}, undo the earlier imports and import their files again.`,
  anonymous: (n: number, example: string) =>
    `${counted(n, 'line names', 'lines name')} no customer (${example}). They count in revenue, not in customer analytics.`,
  nobody: (n: number, example: string) => `${counted(n, 'row names', 'rows name')} no customer (${example}).`,
  undated: (n: number, example: string) =>
    `${counted(n, 'line has', 'lines have')} no date (${example}). They count in sums, and in nothing that needs a date.`,
  dateInherited: (n: number, example: string) =>
    `${counted(n, 'line takes its', 'lines take their')} date from an earlier line of the order (${example}).`,
  customerInherited: (n: number, example: string) =>
    `${counted(n, 'line names', 'lines name')} no customer and ${n === 1 ? 'belongs' : 'belong'} to the one whom an earlier line of the order names (${example}).`,
  notAnAddress: (n: number, example: string) => `${counted(n, 'e-mail address is', 'e-mail addresses are')} no address (${example}).`,
  noAnswer: (n: number, example: string) => `${counted(n, 'row holds', 'rows hold')} no answer (${example}).`,
  resolvedBeforeResponse: (n: number, example: string) =>
    `${counted(n, 'ticket was', 'tickets were')} resolved before the first response (${example}).`,
  negativeCost: (n: number, example: string) => `${counted(n, 'row has', 'rows have')} a negative cost (${example}).`,
  newFromMention: (n: number, example: string) =>
    `${counted(n, 'customer was', 'customers were')} known from nowhere else and ${n === 1 ? 'was' : 'were'} made (${example}).`,
  unknownOrder: (n: number, example: string) =>
    `${counted(n, 'row names', 'rows name')} an order that is not in this workspace (${example}).`,
  unknownTicket: (n: number, example: string) =>
    `${counted(n, 'row names', 'rows name')} a ticket that is not in this workspace (${example}).`,
  scale: (_n: number, example: string) => `The best score was told from the scores: ${example}.`,
  otherScale: (_n: number, example: string) =>
    `The scores go beyond the scale of the answers that are here (${example}). Each file keeps its own; if they are the same question, one of the two is wrong.`,
  scaleDiffers: (type: string, best: number, stored: number): string => `${type}: ${best} instead of ${stored}`,
  questionOf: (header: string): string => `“${header}”`,
  scaleOf: (type: string, best: number): string => `${best} for ${type}`,
  cancellations: (n: number, example: string) => `${lines(n)} of cancelled orders (${example}).`,
  voided: (n: number, example: string) =>
    `${counted(n, 'line has', 'lines have')} a status that says cancelled, refunded, failed or not paid (${example}). They count with an amount of 0.`,
  returns: (n: number, example: string) => `${counted(n, 'line is a return', 'lines are returns')} (${example}).`,
  returnsByType: (_n: number, example: string) => `Rows are returns by their type (${example}): their amounts count as negative.`,
  typesOf: (column: string, types: readonly string[]): string => `${quoted(column)}: ${shortList(types)}`,
  negativePrice: (n: number, example: string) => `${counted(n, 'line has', 'lines have')} a negative price (${example}).`,
  zeroPrice: (n: number, example: string) => `${counted(n, 'line has', 'lines have')} a price of 0 (${example}).`,
  zoneDropped: (n: number, example: string) =>
    `${counted(n, 'time names', 'times name')} a time zone (${example}). They are kept as written.`,
  rounded: (n: number, example: string) =>
    `${counted(n, 'amount', 'amounts')} with digits beyond the 15th, which spreadsheets make up, rounded (${example}).`,
  totalBeforeDiscount: (n: number, example: string) =>
    `On ${lines(n)} the amount is quantity × price although a discount stands beside it (${example}). The file’s amount is kept. If the discount is still to come off, choose it as the discount and leave the amount’s column out.`,
  /** Notes on a column of discounts beside the amounts. */
  discount: {
    after: (_n: number, example: string) => `The amounts are after this discount (${example}).`,
    before: (_n: number, example: string) => `The amounts are before this discount, or the prices have it already (${example}).`
  },
  discountExample: (quantity: string, price: string, discount: string, total: string) =>
    `${quantity} × ${price}, discount ${discount}: ${total}`,
  notTaken: (n: number, example: string) =>
    `${counted(n, 'order has', 'orders have')} a discount or a refund of the whole order that is not taken off ${n === 1 ? 'its' : 'their'} lines: ${example}. Revenue is higher by as much; the columns are kept as they stand.`,
  chargesBeside: (n: number, example: string) =>
    `${counted(n, 'column is', 'columns are')} called postage, a fee, a tip or the like (${example}) and ${n === 1 ? 'is' : 'are'} neither added to the amounts nor taken off; ${n === 1 ? 'it is kept as an extra column' : 'they are kept as extra columns'}. What of it the amounts hold already counts as revenue.`,
  sumOf: (column: string, sum: string): string => `${quoted(column)} ${sum} in all`,
  discountTaken: (n: number, example: string) =>
    `On ${lines(n)} the discount is a share, which was taken off quantity × price (${example}).`,
  discountTakenOff: (product: number, share: number, amount: number): string =>
    `${product} less ${Math.round(share * 1e4) / 100} % is ${amount}`,
  discountUnclear: (n: number, example: string) =>
    `${counted(n, 'discount', 'discounts')} of at most 1 may be amounts or shares (${example}) and ${n === 1 ? 'is' : 'are'} not taken off. If they are amounts, choose the column as the discount; if they are shares, put “%” into its name.`,
  totalOnce: (n: number, example: string) =>
    `${counted(n, 'line repeats', 'lines repeat')} the total of the order, which counts once, with the first line (${example}). What each article of these orders brought is not in the file.`,
  totalDiffers: (n: number, example: string) =>
    `On ${lines(n)} quantity × price less discount is not the amount that the file gives (${example}). The file’s amount is kept.`,
  currencyContradicted: (n: number, example: string) =>
    `On ${lines(n)} the amount is written with the sign of another currency than its column of currencies names (${example}). What the column names counts.`,
  lineCorrected: (n: number, example: string) =>
    `${counted(n, 'order line was', 'order lines were')} corrected: an earlier file held ${n === 1 ? 'it' : 'them'} with other values (order ${example}). The new ones count; undoing this import brings the old ones back.`,
  lineKept: (n: number, example: string) =>
    `${counted(n, 'line', 'lines')} of orders that earlier files hold ${n === 1 ? 'does' : 'do'} not stand in this one, and ${n === 1 ? 'was' : 'were'} kept: ${example}. If ${n === 1 ? 'it is' : 'they are'} out of date, undo the import that brought ${n === 1 ? 'it' : 'them'}.`,
  lineNumberRepeated: (n: number, example: string) =>
    `${counted(n, 'line has', 'lines have')} the number of another line of the same order that says something else (order ${example}). All of them count. If the column is no number of lines, leave it out and import the file again.`,
  otherBook: (n: number, example: string) =>
    `${counted(n, 'order number is', 'order numbers are')} also in earlier files, of other customers or days (order ${example}): taken as another shop’s, till’s or year’s. Nothing was corrected, and both count, but as one order of the customer whom this file names. To keep them apart, undo this import and put the year, or the shop, before the numbers in the file.`,
  numbersRestart: (n: number, example: string) =>
    `${counted(n, 'line is', 'lines are')} more than half a year from another line of the same order (${example}). If the numbers begin anew each year, put the year before them in the file: as it is, lines of different orders count as one order, and rows of another customer are rejected.`,
  numbersDaily: (n: number, example: string) =>
    `The order numbers begin anew each day, so the day was taken in: on ${lines(n)} (${example}). A file of one day shows that only if it counts from 1, 2 or 3 on: put the day before the numbers of another, or import it with those of other days.`,
  numbersOfTills: (n: number, example: string) =>
    `The same order numbers stand at several tills or shops, as other orders, so the till or shop was taken in: on ${lines(n)} (${example}). If an order may have lines of several, call that column something else in the file and import it again.`,
  customerNumbersShared: (n: number, example: string) =>
    `${counted(n, 'customer number stands', 'customer numbers stand')} for people of quite different names, whom no e-mail address makes one (${example}). Each number counts as one customer. If the numbers of another shop, year or program begin at 1 too, put that before them in the file, or choose the e-mail address as the customer.`,
  twoPeople: (code: string, one: string, other: string): string => `${code}: ${one}, then ${other}`,
  partOfNumbers: (columns: readonly string[], number: string, order: string): string =>
    `${columns.map(quoted).join(', ')}: ${number} is ${order}`,
  totalBesideLines: (n: number, example: string) =>
    `${counted(n, 'order', 'orders')} came with ${n === 1 ? 'its total and its' : 'their totals and their'} lines (order ${example}). The lines count; the ${n === 1 ? 'total is' : 'totals are'} not counted a second time.`,
  totalDiffersFromLines: (n: number, example: string) =>
    `The ${n === 1 ? 'total' : 'totals'} of ${counted(n, 'order is', 'orders are')} not just the sum of ${n === 1 ? 'its' : 'their'} lines (${example}): postage, tax, tips or discounts of the whole order. The lines count, so that revenue is that of what was sold.`,
  totalNotOfLines: (n: number, example: string) =>
    `${counted(n, 'order has', 'orders have')} an amount without an article in one file that is far from the sum of ${n === 1 ? 'its' : 'their'} lines in another (${example}). Both count: leave one of the files out if they are the same sales.`,
  mended: (n: number, example: string) =>
    `${counted(n, 'row that was rejected before is', 'rows that were rejected before are')} mended and in now (${example}).`,
  customerChanged: (n: number, example: string) =>
    `${counted(n, 'order was', 'orders were')} given another customer than an earlier file named (${example}). The newest file counts.`
} as const
