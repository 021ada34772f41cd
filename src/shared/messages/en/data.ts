/** Texts of the Data screen: what was imported, an import from what was understood to its result, and the rejected rows. */
import { count, counted } from '../../format.ts'
import type { RowCounts } from '../../model/source.ts'

const rows = (n: number) => counted(n, 'row', 'rows')
const lines = (n: number) => counted(n, 'order line', 'order lines')
const files = (n: number) => counted(n, 'file', 'files')
const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** Days of a month: 1st, 2nd, 3rd, 4th … 11th, 12th, 13th … 21st. */
function ordinal(n: number): string {
  const ending = n >= 11 && n <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

export const data = {
  unreachable: 'The imports of this workspace could not be listed.',
  finding: (stored: number, orderLinesOnly: boolean, sources: number, rejected: number) =>
    `${orderLinesOnly ? lines(stored) : rows(stored)} from ${files(sources)}; ${rejected === 0 ? 'no row was rejected' : `${rows(rejected)} ${rejected === 1 ? 'was' : 'were'} rejected`}.`,
  holds: (customers: number, orders: number, first: string, last: string) =>
    `${counted(customers, 'customer', 'customers')} · ${counted(orders, 'order', 'orders')} · ${first} – ${last}`,
  holdsRejected: (n: number) => `${rows(n)} rejected`,
  empty: {
    finding: 'There is no data in this workspace yet.',
    note: 'Order files are what it needs first: who bought what, when, and for how much.'
  },
  drop: {
    first: 'Drop your files anywhere on this window',
    more: 'Drop more files anywhere on this window. What is known already is not stored twice.',
    what: 'Orders, customers, products, tickets, visits, answers, offers, costs, subscriptions. As CSV, Excel, OpenDocument or JSON, zipped or not; one file, a folder of hundreds, or a copied table: paste it here. Nothing is stored before you have seen what was understood.'
  },
  watch: {
    title: 'Watched folders',
    none: 'New files in a watched folder are imported by themselves, the way you confirmed once.',
    add: 'Watch a folder…',
    dialog: 'Watch a folder',
    how: 'You review what lies in the folder now, as with any import. Files with the same columns that arrive later are then imported by themselves, and nothing is stored twice.',
    path: 'Place of the folder',
    choose: 'Choose…',
    example: 'for instance /home/ann/exports',
    review: 'Review its files',
    begin: 'Watch this folder',
    confirm: (path: string) => `Once these are imported, files with the same columns that arrive in ${path} are imported in the same way.`,
    state: (imported: number, last: string | null) =>
      last === null ? 'nothing imported yet' : `${files(imported)} imported, the last ${last}`,
    resting: 'not watched at the moment',
    follows: 'segments follow',
    followsSupport: 'support follows',
    followsAlerts: 'alerts follow',
    more: (path: string) => `More for ${path}`,
    rest: 'Stop watching for now',
    goOn: 'Watch again',
    follow: 'Find the segments anew after each import',
    followNot: 'Do not find the segments anew',
    support: 'Find anew who needs what in support after each import',
    supportNot: 'Do not find anew who needs what in support',
    alerts: 'Look for alerts after each import, and tell of new ones',
    alertsNot: 'Do not look for alerts after imports',
    remove: 'Forget this folder',
    look: 'Look at it',
    lookAt: (file: string) => `Look at ${file}`
  },
  imports: 'Imports',
  files,
  filesOf: (label: string) => `Files of ${label}`,
  noticed: 'Noticed',
  table: {
    what: 'What',
    when: 'When',
    file: 'File',
    read: 'Rows read',
    stored: 'Stored',
    updated: 'Updated',
    known: 'Known already',
    rejected: 'Rejected',
    blank: 'Blank',
    noticed: 'Noticed'
  },
  rows: {
    label: 'Where every row went',
    read: 'read',
    stored: 'stored',
    updated: 'updated',
    duplicate: 'known already',
    rejected: 'rejected',
    blank: 'blank',
    unequal: 'These do not add up. Please report it.'
  },

  working: {
    staging: (label: string) => `Taking in ${label}`,
    reading: (label: string) => `Reading ${label}`,
    importing: (label: string) => `Importing ${label}`,
    staged: (done: number, total: number) => `${count(done)} of ${files(total)}`,
    nothingYet: 'Every row is read before anything is decided. Nothing is stored yet.',
    allOrNothing: 'All of it is stored, or nothing.',
    cancel: 'Cancel'
  },
  stopped: {
    cancelled: (label: string) => `The import of ${label} was cancelled.`,
    failed: (label: string) => `${label} was not imported.`,
    safe: 'Nothing was stored, and what was here before is as it was.',
    close: 'Close',
    again: 'Start again'
  },

  review: {
    nothing: (label: string) => `There is nothing in ${label} that can be imported.`,
    ask: (questions: number, label: string) =>
      `${questions === 1 ? 'One question' : `${count(questions)} questions`} before ${label} can be imported.`,
    blocked: (label: string) => `Something is missing before ${label} can be imported.`,
    before: (label: string, when: string, as: string) =>
      as === label
        ? `${label} was imported before, on ${when}. Nothing in it is new.`
        : `${label} was imported before, on ${when} with ${as}. Nothing in it is new.`,
    again: 'Import again',
    ready: (good: number, label: string) =>
      good === 1 ? `The one row of ${label} can be imported.` : `All ${rows(good)} of ${label} can be imported.`,
    someRejected: (read: number, rejected: number) =>
      `${count(read - rejected)} of ${rows(read)} can be imported; ${rows(rejected)} would be rejected, ${rejected === 1 ? 'with its reason' : 'each with its reason'}.`,
    note: (n: number) => `${files(n)}, all rows read. Nothing is stored yet.`,
    rereading: 'Reading again with your choice…',
    discard: 'Discard',
    import: (good: number) => `Import ${rows(good)}`,
    /** On the button while it cannot be pressed: how many questions are open; 0: something else stands in the way. */
    notYet: (questions: number) =>
      questions === 0 ? 'Cannot be imported yet' : `Answer ${counted(questions, 'question', 'questions')} first`,
    groups: 'Kinds of table in this drop',
    noKind: 'not recognised',
    rowsOf: (n: number) => rows(n),
    standing: {
      asks: (n: number) => counted(n, 'question', 'questions'),
      blocked: 'something is missing',
      rejected: (n: number) => `${count(n)} would be rejected`,
      ready: (notes: number) => (notes === 0 ? 'ready' : `ready, ${counted(notes, 'note', 'notes')}`)
    },
    leaveOut: (name: string) => `Leave out ${name}`,
    others: 'Left out: of no kind that Sextant knows',
    otherKind: (name: string) => `What ${name} is`,
    rows: 'How the rows would fall',
    good: 'can be imported',
    understood: 'What was understood',
    understoodNote: (encoding: string, delimiter: string | null) =>
      [encoding, delimiter === null ? null : separator(delimiter)].filter((part) => part !== null).join(' · ')
  },
  currency: {
    label: 'Currency of the amounts without one',
    none: 'no currency',
    rows: (rows: number, signs: readonly string[]) => {
      const under = signs.length === 0 ? '' : `amounts under ${signs.join(', ')}`
      if (rows === 0) return under === '' ? 'Rows that name no currency (none):' : `${under[0]?.toUpperCase()}${under.slice(1)}:`
      return `Rows that name no currency (${count(rows)})${under === '' ? '' : ` and ${under}`}:`
    }
  },
  encoding: {
    label: 'Encoding of the letters',
    guessed: (encoding: string) => `guessed: ${encoding}`,
    auto: 'told from the file'
  },
  failures: {
    leftOut: (n: number) => `${files(n)} could not be read and ${n === 1 ? 'is' : 'are'} left out.`,
    all: (n: number) => `${files(n)} could not be read.`
  },

  question: {
    date: (sample: string, days: readonly string[]) => `Is ${sample} ${days.join(' or ')}?`,
    dateOpen: (sample: string) => `How is the date ${sample} to be read?`,
    day: (day: number, month: string, year: string | null) => `the ${ordinal(day)} of ${month}${year === null ? '' : ` ${year}`}`,
    order: { dmy: 'day first', mdy: 'month first', ymd: 'year first' },
    decimal: (sample: string) => `Does the mark in ${sample} separate thousands or decimals?`,
    unit: (sample: string) => `What does ${sample} count?`,
    units: { seconds: 'Seconds', minutes: 'Minutes', hours: 'Hours', days: 'Days' },
    decimals: 'Decimals',
    thousands: 'Thousands',
    readAs: (reads: string) => `read as ${reads}`,
    column: (column: string) => `Column “${column}”. The file alone does not tell.`
  },

  column: {
    name: 'Column',
    holds: 'Holds',
    holdsOf: (column: string) => `${column} holds`,
    how: 'How sure, and why',
    sure: 'Sure',
    likely: 'Likely',
    unsure: 'Unsure',
    extra: 'Kept as it stands',
    more: (n: number) => `Show ${counted(n, 'column that is', 'columns that are')} kept as ${n === 1 ? 'it stands' : 'they stand'}`,
    line: (line: string) => `Line ${line}`,
    earlier: 'Earlier rows',
    later: 'Later rows',
    blank: (n: number) => `${count(n)} blank`,
    blankCell: 'blank'
  },
  type: {
    empty: 'empty',
    integer: 'whole numbers',
    decimal: 'numbers',
    percent: 'percentages',
    date: 'dates',
    datetime: 'dates and times',
    time: 'times of day',
    duration: 'lengths of time',
    boolean: 'yes or no',
    id: 'codes',
    text: 'text'
  },
  field: {
    none: 'Something else',
    needed: 'Needed',
    optional: 'Not needed'
  },

  kind: {
    title: 'What it is',
    label: 'Kind of table',
    choose: 'Choose what it is',
    none: 'It fits none of the kinds that Sextant knows. Say what it is, if it is one of them.',
    lacks: 'Something that it needs is still missing.',
    byYou: 'Chosen by you.',
    nobody: 'Nobody is named: import as anonymous',
    nobodyNote: 'For a till whose customers have no name: the lines count in revenue, in nothing about customers.',
    nobodyNamed: 'is not in this file: nobody is named',
    told: (headers: readonly string[]) =>
      `${listed(headers.map((header) => `“${header}”`))} ${headers.length === 1 ? 'tells' : 'tell'} so.`,
    rival: (kind: string) => `It could also be: ${kind}.`,
    needs: (kind: string) => `What ${kind} need`,
    oneOf: (names: readonly string[]) => `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`,
    heldBy: (columns: readonly string[]) =>
      columns.length > 2
        ? `in “${columns[0] ?? ''}” and ${count(columns.length - 1)} more columns`
        : `in ${columns.map((column) => `“${column}”`).join(' and ')}`,
    lacking: (about: string) => `is in no column yet. ${about}`,
    notNeeded: 'is not in this file, and can be left out',
    nearest: 'What it could be',
    tooLittle: 'It could be, but too little in the file says so.',
    wouldNeed: (lacking: readonly (readonly string[])[]) => `It would need ${listed(lacking.map((any) => any.slice(0, 3).join(' or ')))}.`,
    readAs: (kind: string) => `Read it as ${kind}`
  },
  marks: {
    title: 'Cells that say “unknown”',
    note: 'Untick what is a value in this file.',
    mark: (text: string, n: number) => `“${text}” in ${counted(n, 'cell', 'cells')}`,
    columns: (columns: readonly string[]) =>
      columns.length > 3 ? `${columns.slice(0, 2).join(', ')} and ${count(columns.length - 2)} more columns` : columns.join(', ')
  },
  template: {
    title: 'Templates',
    applied: (name: string) => `Mapped by the template “${name}”.`,
    without: 'Map it without the template',
    save: 'Save as template',
    saveTitle: 'Save as template',
    saveText: 'The next file with the same header is then read in the same way, by itself. What its rows prove counts more.',
    name: 'Name',
    cancel: 'Cancel',
    keep: 'Save',
    link: 'Templates',
    back: 'Back to the imports',
    finding: (own: number, builtIn: number) =>
      `${own === 0 ? 'No template of your own' : counted(own, 'template of your own', 'templates of your own')}, and ${count(builtIn)} for exports of well-known programs.`,
    note: 'A file whose header a template knows is mapped by it, without a question.',
    own: 'Yours',
    builtIn: 'Built in',
    none: 'You have saved none yet. After a file is mapped as it should be, choose “Save as template”.',
    kind: 'Kind',
    columns: 'Columns',
    used: 'Last used',
    never: 'not yet',
    rename: 'Rename',
    renameOf: (name: string) => `Rename ${name}`,
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name}`,
    deleteText: (name: string) => `Files with its header will be mapped anew. What was imported with “${name}” stays.`,
    export: 'How to get the file',
    confirmed: 'What is known of it',
    unconfirmed: 'What is not sure',
    source: 'Described at'
  },

  result: {
    finding: (label: string, { stored, updated, duplicate }: Pick<RowCounts, 'stored' | 'updated' | 'duplicate'>) => {
      if (stored + updated === 0) return `Nothing in ${label} is new.`
      const others = [
        ...(updated === 0 ? [] : [`${count(updated)} updated`]),
        ...(duplicate === 0 ? [] : [`${count(duplicate)} known already`])
      ]
      return `${[`${rows(stored)} of ${label} ${stored === 1 ? 'is' : 'are'} stored`, ...others].join(', ')}.`
    },
    complete: 'No row was rejected.',
    withRejected: (rejected: number) =>
      `${rows(rejected)} ${rejected === 1 ? 'was rejected; it is' : 'were rejected; each is'} kept with its reason.`,
    rows: 'Where every row went',
    files: 'File by file',
    done: 'Done',
    segments: 'Find segments'
  },

  rejected: {
    title: 'Rejected rows',
    open: (n: number) => `${rows(n)} rejected: show`,
    /** Of one import: how many were rejected, and how many of these are mended by now. */
    finding: (n: number, label: string | null, mended = 0) => {
      const of = label === null ? '' : ` of ${label}`
      if (n === 0) return label === null ? 'No rejected row is left to mend.' : `No row${of} was rejected.`
      if (mended === n) return `${rows(n)}${of} ${n === 1 ? 'was rejected, and is' : 'were rejected, and all are'} mended.`
      const sofar = mended === 0 ? '' : `; ${count(mended)} ${mended === 1 ? 'is' : 'are'} mended`
      return label === null
        ? `${rows(n)} ${n === 1 ? 'is' : 'are'} rejected and not mended yet.`
        : `${rows(n)}${of} ${n === 1 ? 'was' : 'were'} rejected${sofar}.`
    },
    mended: (mended: number, rejected: number) =>
      `${count(mended)} of ${rows(rejected)} that ${rejected === 1 ? 'was' : 'were'} rejected ${mended === 1 ? 'is' : 'are'} mended.`,
    state: 'State',
    states: { open: 'To mend', mended: 'Mended', again: 'Also in another import' },
    note: 'Save them, mend them in the file, and drop it again: what is stored already is not stored twice.',
    back: 'Back to the imports',
    save: 'Save to mend',
    xlsx: 'As a workbook (XLSX), which keeps leading zeros',
    csv: 'As CSV',
    fileName: (label: string | null) => ['rejected', ...(label?.match(/[\p{L}\p{N}]+/gu) ?? [])].join('-'),
    line: 'Line',
    reason: 'Why',
    raw: 'As it stands in the file',
    none: 'There are none.'
  }
} as const

function separator(delimiter: string): string {
  return { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar', ' ': 'blanks' }[delimiter] ?? delimiter
}
