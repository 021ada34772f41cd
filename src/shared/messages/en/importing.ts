/** Texts about reading files. Values are texts, or functions of what they speak about. */
import { count, counted } from '../../format.ts'

const rows = (n: number): string => counted(n, 'row', 'rows')
const lines = (n: number): string => counted(n, 'line', 'lines')
const quoted = (value: string | null): string => `“${value ?? ''}”`

export const importing = {
  /** What a drop is called: its one file or folder, or the first of several. */
  label: (first: string, more: number): string => (more === 0 ? first : `${first} and ${count(more)} more`),

  /** Why a column was proposed for a field. */
  because: {
    header: 'header',
    content: 'content',
    both: 'header and content',
    user: 'chosen by you'
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

  /** What a file lacks to be read as orders. */
  missing: {
    fields: (names: readonly string[]): string => `no column was recognised as ${names.join(' or as ')}`,
    empty: 'its columns are empty'
  },

  /** What one choice of a question would make of the sample. */
  reads: {
    date: (iso: string, rejected: number): string => (rejected === 0 ? iso : `${iso} (${rows(rejected)} would not fit)`),
    number: (plain: string, rejected: number): string => (rejected === 0 ? plain : `${plain} (${rows(rejected)} would not fit)`),
    notAtAll: 'not readable'
  },

  /** Why a row was not stored. Each is told the column and the cell. */
  reject: {
    notANumber: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a number`,
    notADate: (column: string | null, value: string | null) => `${quoted(value)} in ${quoted(column)} is not a date`,
    noDate: (column: string | null) => `${quoted(column)} is blank, so the order has no date`,
    noAmount: (column: string | null) => `${quoted(column)} is blank, so the line has no amount`,
    tooManyCells: (_column: string | null, value: string | null) =>
      `it has more cells than the header; the first surplus cell is ${quoted(value)}`,
    badQuoting: (_column: string | null, value: string | null) => `its quotes do not match near ${quoted(value)}`,
    badEncoding: (_column: string | null, value: string | null) => `it holds bytes that are not text (${quoted(value)})`,
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
  rejectedCsv: {
    file: 'file',
    line: 'line',
    column: 'column',
    value: 'value',
    reason: 'reason',
    cell: (n: number) => `cell ${n}`
  },

  /** What was noticed and handled. Each is told how often, and one example. */
  sameFile: (n: number, example: string) =>
    `${n === 1 ? 'This file was' : `${count(n)} files were`} imported before (with ${quoted(example)}).`,
  noHeader: (_n: number, example: string) => `The first row looks like data (${example}), so the columns were numbered.`,
  emptyHeader: (n: number, example: string) => `${counted(n, 'column has', 'columns have')} no name; it is called ${quoted(example)}.`,
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
  joinedWords: (n: number) => `${counted(n, 'row has', 'rows have')} words without quotes between blanks; they were taken as one cell.`,
  raggedRows: (n: number, example: string) => `${counted(n, 'row has', 'rows have')} another number of cells than the header (${example}).`,
  sheetLeftOut: (n: number, example: string) =>
    `${counted(n, 'sheet holds', 'sheets hold')} no orders and was left out (${quoted(example)}).`,
  hiddenRows: (n: number) => `${counted(n, 'hidden row was', 'hidden rows were')} read like the others.`,
  noCachedValue: (n: number, example: string) =>
    `${counted(n, 'formula has', 'formulas have')} no stored result (${example}); the cells are blank. Open and save the workbook in a spreadsheet program.`,
  hiddenSheet: (n: number, example: string) => `${counted(n, 'hidden sheet was', 'hidden sheets were')} left out (${quoted(example)}).`,
  pointZero: (n: number, example: string) =>
    `${counted(n, 'number ends', 'numbers end')} in a needless “.0” that was taken off (${example}).`,
  missingMark: (n: number, example: string) => `${counted(n, 'cell stands', 'cells stand')} for “unknown” (${example}).`,
  anonymous: (n: number, example: string) =>
    `${counted(n, 'line names', 'lines name')} no customer (${example}). They count in revenue, not in customer analytics.`,
  cancellations: (n: number, example: string) => `${lines(n)} of cancelled orders (${example}).`,
  voided: (n: number, example: string) =>
    `${counted(n, 'line has', 'lines have')} a status that says cancelled or refunded (${example}). They count with an amount of 0.`,
  returns: (n: number, example: string) => `${counted(n, 'line is a return', 'lines are returns')} (${example}).`,
  negativePrice: (n: number, example: string) => `${counted(n, 'line has', 'lines have')} a negative price (${example}).`,
  zeroPrice: (n: number, example: string) => `${counted(n, 'line has', 'lines have')} a price of 0 (${example}).`,
  zoneDropped: (n: number, example: string) =>
    `${counted(n, 'time names', 'times name')} a time zone (${example}). They are kept as written.`,
  rounded: (n: number, example: string) =>
    `${counted(n, 'amount', 'amounts')} with digits beyond the 15th, which spreadsheets make up, rounded (${example}).`,
  totalDiffers: (n: number, example: string) =>
    `On ${lines(n)} quantity × price less discount is not the amount that the file gives (${example}). The file’s amount is kept.`,
  customerChanged: (n: number, example: string) =>
    `${counted(n, 'order was', 'orders were')} given another customer than an earlier file named (${example}). The newest file counts.`
} as const
