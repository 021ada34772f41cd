import { type Field, fieldRule, type SourceKind } from '../../../../shared/model/kinds.ts'
import { namesTax, saysHowPriced, taxIn } from './charges.ts'
import { squashed, words } from './normalise.ts'
import { numberNames } from './number-words.ts'
import { isDressing, type Meaning, meanings } from './synonyms/index.ts'

/** How surely a header alone names a field: exactly a usual phrase, a loose one, or a usual one with words that say nothing. */
export const headerConfidence = { usual: 0.95, loose: 0.6, dressed: 0.75 } as const

/** What a header can mean: confidence, 0..1, by field, for each kind of table. */
export type HeaderMeanings = ReadonlyMap<SourceKind, ReadonlyMap<Field, number>>

/** Of two columns that are named like a field, the one with the more usual name is it; no more than that is meant. */
const perPlace = 1e-5

/**
 * Of two amounts that are named alike the one without tax is it, as in the exports of shop programs: tax is not what was sold. What a
 * name loses is more than all places of a list of phrases.
 */
const byTax = { without: 0, unsaid: 0.003, with: 0.006 } as const
const mostWords = 10

/** A sign of a currency, with the letters that tell which: `R$`, `US$`, `€`. */
const currencySigns = /(?:(?<!\p{L})\p{Lu}{1,3})?\p{Sc}/gu

/** Confidence, 0..1, by field, of what a header can mean in each kind of table. O(words²), once a column. */
export function matchHeader(header: string): HeaderMeanings {
  const found = new Map<SourceKind, Map<Field, number>>()
  const parts = words(header.replace(currencySigns, ' '))
  const tax = byTax[taxIn(parts) ?? 'unsaid']
  const note = ({ kind, field, place }: Meaning, strength: number): void => {
    const confidence = strength - perPlace * place - (isMoney(kind, field) ? tax : 0)
    const fields = found.get(kind) ?? new Map<Field, number>()
    found.set(kind, fields)
    fields.set(field, Math.max(fields.get(field) ?? 0, confidence))
  }
  for (const meaning of meanings.get(parts.join('')) ?? []) note(meaning, headerConfidence[meaning.strength])
  for (const name of numberNames(header)) {
    for (const meaning of meanings.get(name) ?? []) {
      if (meaning.strength === 'usual' && fieldRule(meaning.kind, meaning.field)?.type === 'id') note(meaning, headerConfidence.usual)
    }
  }
  for (const { run, others } of runsOf(parts)) {
    for (const meaning of meanings.get(run) ?? []) {
      // In which money an amount is, and what of tax is in it, leaves it what it is.
      if (isMoney(meaning.kind, meaning.field) && others.every(saysHowPriced)) note(meaning, headerConfidence[meaning.strength])
      else if (meaning.strength === 'usual' && others.every((word) => isDressing(word, meaning.kind)))
        note(meaning, headerConfidence.dressed)
    }
  }
  return found
}

function isMoney(kind: SourceKind, field: Field): boolean {
  return fieldRule(kind, field)?.type === 'money'
}

export type OrderColumnFinder = (field: Field) => number

/** Finds the column that is named most like a field of orders; -1 if none is. Each header is matched once. */
export function orderColumnFinder(headers: readonly string[]): OrderColumnFinder {
  const meanings = headers.map((header) => matchHeader(header).get('orders'))
  return (field) => {
    const sure = meanings.map((fields) => fields?.get(field) ?? 0)
    const most = sure.reduce((greatest, one) => Math.max(greatest, one), 0)
    return most === 0 ? -1 : sure.indexOf(most)
  }
}

/** Whether a text is a phrase by which some kind of table names one of its fields. */
export function namesField(text: string): boolean {
  return meanings.has(squashed(text)) || matchHeader(text).size > 0
}

/** How surely a text names a field of some kind of table, 0..1. */
export function fieldConfidence(text: string): number {
  return Math.max(0, ...[...matchHeader(text).values()].flatMap((fields) => [...fields.values()]))
}

/** Every run of neighbouring words but the whole, with the words around it. */
function runsOf(parts: readonly string[]): { run: string; others: string[] }[] {
  const runs: { run: string; others: string[] }[] = []
  if (parts.length < 2 || parts.length > mostWords) return runs
  // A tax beside an amount is dressing only where it says whether the amount holds it.
  if (namesTax(parts)) return runs
  for (let from = 0; from < parts.length; from++) {
    for (let to = parts.length; to > from; to--) {
      if (to - from === parts.length) continue
      runs.push({ run: parts.slice(from, to).join(''), others: [...parts.slice(0, from), ...parts.slice(to)] })
    }
  }
  return runs
}
