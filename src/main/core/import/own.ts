/** The entry of a record by a name out of a file, which may be `constructor`: what every object inherits is no entry. */
export function ownEntry<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined
}
