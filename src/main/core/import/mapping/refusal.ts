import { SextantError, toWire, type WireError } from '../../../../shared/errors.ts'
import { fieldName } from '../../../../shared/messages/en/fields.ts'
import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Field, SourceKind } from '../../../../shared/model/kinds.ts'
import type { Claim } from './belief.ts'
import { isBroken, type KindFit } from './recognise.ts'

/** So many kinds are named to somebody whose file is none of them. */
const nearestKinds = 3
/** A kind for which less speaks is not near. */
const near = 0.3

/**
 * Why a table of which somebody said the kind cannot be read as such. Empty: it can.
 *
 * @param claims of columns that are called like what is lacking
 */
export function refusalOfKind(
  file: string,
  { kind, claims }: Pick<KindFit, 'kind' | 'claims'>,
  lacking: readonly Field[][],
  empty: boolean
): WireError[] {
  if (lacking.length === 0) return []
  if (!empty && isBroken({ lacking, claims })) return brokenColumns(file, kind, lacking, claims)
  if (lacksCustomerAlone(kind, lacking)) return [toWire(new SextantError('import.noCustomer', { file }))]
  if (empty) return [unrecognised(file, importing.missing.empty)]
  return lacking.map((any) => toWire(new SextantError('import.missingField', { file, field: nameOf(kind, any) })))
}

/** Why a table is taken for none of the kinds: what it lacks to be one of the nearest. Empty: it is the first. */
export function refusalOfAll(file: string, fits: readonly KindFit[], headers: readonly string[], empty: boolean): WireError[] {
  const [first] = fits
  if (first === undefined || first.confidence > 0) return []
  if (empty) return [unrecognised(file, importing.missing.empty)]
  const nearest = [...fits].sort((a, b) => b.evidence - a.evidence).slice(0, nearestKinds)
  const [best] = nearest
  if (best && isBroken(best)) return brokenColumns(file, best.kind, best.lacking, best.claims)
  // Orders without customers are something that people come with, and they want to know why it is not enough.
  if (best && lacksCustomerAlone(best.kind, best.lacking)) return [toWire(new SextantError('import.noCustomer', { file }))]
  if (best && lacksAmountAlone(best)) return [toWire(new SextantError('import.noAmount', { file }))]
  const guess = fits.find(({ lacking, proposals }) => lacking.length === 0 && proposals.some(({ isGuess }) => isGuess))
  if (guess !== undefined && guess.evidence >= near)
    return [unrecognised(file, importing.missing.guess(importing.kind[guess.kind], guessed(guess, headers)))]
  const told = nearest.filter(({ evidence }) => evidence >= near)
  if (told.length === 0) return [unrecognised(file, importing.missing.nothing)]
  const reasons = told.map(({ kind, lacking }) =>
    lacking.length === 0
      ? importing.missing.unsure(importing.kind[kind])
      : importing.missing.toBe(
          importing.kind[kind],
          lacking.map((any) => nameOf(kind, any))
        )
  )
  return [unrecognised(file, reasons.join('; '))]
}

function unrecognised(file: string, missing: string): WireError {
  return toWire(new SextantError('import.unrecognised', { file, missing }))
}

/** The columns that are called like what is lacking, and are nothing of the kind. */
function brokenColumns(file: string, kind: SourceKind, lacking: readonly Field[][], claims: readonly Claim[]): WireError[] {
  return lacking.flatMap((any) => {
    const claim = claims.find(({ field }) => any.includes(field))
    if (claim === undefined) return []
    const { header, sample, field } = claim
    return [toWire(new SextantError('import.brokenColumn', { file, column: header, sample, field: fieldName(kind, field) }))]
  })
}

/** What each column of a table without a header would be taken for, in words. */
export function guessed({ kind, proposals }: Pick<KindFit, 'kind' | 'proposals'>, headers: readonly string[]): string[] {
  return proposals.flatMap(({ field }, i) => (field === null ? [] : [importing.takenFor(headers[i] ?? '', fieldName(kind, field))]))
}

function lacksCustomerAlone(kind: SourceKind, lacking: readonly Field[][]): boolean {
  return kind === 'orders' && lacking.length === 1 && lacking[0]?.[0] === 'customer'
}

/** Whether it is told who bought what, or how many, and when, and not for how much. */
function lacksAmountAlone({ kind, lacking, proposals }: KindFit): boolean {
  const held = new Set(proposals.flatMap(({ field, isGuess }) => (field === null || isGuess ? [] : [field])))
  const isBought = held.has('product') || held.has('productName') || held.has('quantity')
  return kind === 'orders' && lacking.length === 1 && lacking[0]?.includes('lineTotal') === true && isBought
}

/** A field as a person would call it, or several of which one will do. */
function nameOf(kind: SourceKind, any: readonly Field[]): string {
  return importing.missing.either(any.map((field) => fieldName(kind, field)))
}
