/**
 * The message catalogue: every text that people read, by a key that says where it belongs. Errors have their own table
 * (`en/errors.ts`), since each is a pair of sentences.
 */
import { catalogue } from './en/index.ts'

type Text = string | ((...args: never[]) => string)

/** `a.b.c` for every text below T. */
type KeysOf<T> = { [K in keyof T & string]: T[K] extends Text ? K : `${K}.${KeysOf<T[K]>}` }[keyof T & string]

type At<T, K extends string> = K extends keyof T
  ? T[K]
  : K extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? At<T[Head], Rest>
      : never
    : never

type Catalogue = typeof catalogue
export type MessageKey = KeysOf<Catalogue>
type ArgsOf<K extends MessageKey> = At<Catalogue, K> extends (...args: infer A) => string ? A : []

/** Keys whose text takes no values, such as the label of a button. */
export type PlainMessageKey = { [K in MessageKey]: ArgsOf<K> extends [] ? K : never }[MessageKey]

const texts = new Map<string, Text>()
collect(catalogue, '')

function collect(node: object, prefix: string): void {
  for (const [name, value] of Object.entries(node)) {
    // Where a language has no word for something, the catalogue says null.
    if (value === null) continue
    if (typeof value === 'object') collect(value, `${prefix}${name}.`)
    else texts.set(prefix + name, value)
  }
}

/** The text of a key. Values that the text speaks about follow the key; the catalogue's functions give their types. */
export function t<K extends MessageKey>(key: K, ...args: ArgsOf<K>): string {
  return message(key, ...args) ?? key
}

/** The text of a key that arrives as data (a job's phase, the code of a warning); undefined when the catalogue lacks it. */
export function message(key: string, ...args: readonly unknown[]): string | undefined {
  const text = texts.get(key)
  return typeof text === 'function' ? text(...(args as never[])) : text
}
