import { squashed } from '../normalise.ts'

/** Finds the columns that a mapping or a step names. */
export type ColumnFinder = (name: string) => number

/**
 * Finds columns by name: exactly, else by the same words however they are written (`Lineitem SKU`, `lineitem_sku`). A `*` stands for any
 * text: `Amount spent (*)`. -1 if there is none.
 */
export function columnFinder(headers: readonly string[]): ColumnFinder {
  const bySquashed = new Map<string, number>()
  for (const [i, header] of headers.entries()) {
    const key = squashed(header)
    if (key !== '' && !bySquashed.has(key)) bySquashed.set(key, i)
  }
  return (name) => {
    const exact = headers.indexOf(name)
    if (exact >= 0) return exact
    if (!name.includes('*')) return bySquashed.get(squashed(name)) ?? -1
    const pattern = new RegExp(`^${name.split('*').map(escaped).join('.*')}$`, 'iu')
    return headers.findIndex((header) => pattern.test(header))
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
