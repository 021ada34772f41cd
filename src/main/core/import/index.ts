/** The importer, as tasks and the command line use it. */
export { convert } from './conversion/convert.ts'
export { plainDates } from './plain-dates.ts'
export { type PlainTable, readPlain } from './plain-table.ts'
export { type ReadOptions, readTable, type TextTable } from './read-table.ts'
export { understand } from './understand.ts'
