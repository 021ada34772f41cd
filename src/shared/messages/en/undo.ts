/** Texts of undoing an import: what it would do, what it did. Values are texts, or functions of what they speak about. */
import { count, counted } from '../../format.ts'
import type { UndoReport } from '../../model/source.ts'

const rows = (n: number) => counted(n, 'row', 'rows')
/** So many codes stand in a sentence; of more, only how many. */
const mostNamed = 5
const named = (codes: readonly string[]) =>
  codes.length > mostNamed ? `${codes.slice(0, mostNamed).join(', ')} and ${count(codes.length - mostNamed)} more` : codes.join(', ')

const things: Record<keyof UndoReport['removed'], (n: number) => string> = {
  customers: (n) => counted(n, 'customer', 'customers'),
  products: (n) => counted(n, 'product', 'products'),
  orders: (n) => counted(n, 'order', 'orders'),
  orderLines: (n) => counted(n, 'order line', 'order lines'),
  tickets: (n) => counted(n, 'ticket', 'tickets'),
  touchpoints: (n) => counted(n, 'touchpoint', 'touchpoints'),
  feedback: (n) => counted(n, 'answer', 'answers'),
  offerResponses: (n) => counted(n, 'answer to an offer', 'answers to offers'),
  spendRows: (n) => counted(n, 'row of spend', 'rows of spend'),
  subscriptions: (n) => counted(n, 'subscription', 'subscriptions'),
  rejectedRows: (n) => counted(n, 'rejected row', 'rejected rows')
}

export const undo = {
  button: 'Undo…',
  buttonOf: (label: string) => `Undo the import of ${label}`,
  title: (label: string) => `Undo the import of ${label}?`,
  looking: 'Looking what would go and what would stay…',
  asBefore: 'The workspace will be as if it had never been imported, but for what you changed since.',
  goes: 'This goes',
  went: 'This went',
  stays: 'This stays',
  stayed: 'This stayed',
  otherwise: 'This reads otherwise',
  after: 'To do afterwards',
  do: 'Undo the import',
  keep: 'Keep it',
  again: 'Look again',
  working: 'Undoing…',
  thing: (name: keyof UndoReport['removed'], n: number) => things[name](n),
  nothing: 'Nothing: other imports hold all of it too.',
  /** What goes of things that stay. */
  fields: (n: number, besideRows: boolean) =>
    `${besideRows ? 'what' : 'no rows, since other imports hold them too; but what'} it alone said of ${counted(n, 'entry that stays', 'entries that stay')}, such as a customer’s name, e-mail address or phone number`,
  repeated: (label: string, when: string) =>
    `the later import of ${label} (${when}): it is the same file, of which nothing was stored a second time. To keep the rows, undo that import instead.`,
  repeatedWent: (label: string, when: string) =>
    `the later import of ${label} (${when}): it was the same file, of which nothing had been stored a second time`,
  shared: (n: number) => `${rows(n)} that other imports hold too`,
  kept: (codes: readonly string[]) => `${counted(codes.length, 'customer', 'customers')} that you changed yourself: ${named(codes)}`,
  restored: (n: number) =>
    `${counted(n, 'entry', 'entries')} that other imports speak of too; ${n === 1 ? 'it reads' : 'they read'} as those say`,
  dissolved: (codes: readonly string[]) =>
    `${counted(codes.length, 'customer', 'customers')} with whom one that goes was merged: ${named(codes)}`,
  rejected: (n: number) =>
    `${rows(n)} of later imports ${n === 1 ? 'was' : 'were'} rejected because of it: export ${n === 1 ? 'it' : 'them'} and drop ${n === 1 ? 'it' : 'them'} in again.`,
  runs: (n: number) =>
    `${counted(n, 'result was', 'results were')} computed with these rows and ${n === 1 ? 'says' : 'say'} so: find the segments anew.`,
  done: (label: string) => `The import of ${label} was undone.`,
  dismiss: 'Close this message',
  reimport: 'Import its files again…',
  reimportHint:
    'Choose the files as they are now. They are read as before: what is known is not stored twice, and what has changed is updated.'
} as const
