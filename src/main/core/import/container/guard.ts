import { SextantError } from '../../../../shared/errors.ts'
import { bytes, count } from '../../../../shared/format.ts'
import { limits } from '../limits.ts'
import type { XmlFailure } from './xml.ts'

/** Errors: `file.tooLarge` for what unpacks out of all proportion, or to more than any disk of tables. */
export function refuseBomb(unpacked: number, packed: number, file: string): void {
  const { inflateFloor, inflateRatio, unpackedBytes } = limits
  if (unpacked > inflateFloor && unpacked > inflateRatio * packed) {
    throw new SextantError('file.tooLarge', { file, reason: `it unpacks to more than ${count(inflateRatio)} times its size` })
  }
  if (unpacked > unpackedBytes) throw new SextantError('file.tooLarge', { file, reason: `it unpacks to more than ${bytes(unpackedBytes)}` })
}

export function damaged(file: string, reason: string, cause?: unknown): SextantError {
  return new SextantError('file.damaged', { file, reason }, cause === undefined ? undefined : { cause })
}

/** Makes the coded errors of a file's XML. */
export function xmlFailure(file: string): XmlFailure {
  return (kind, reason) => (kind === 'damaged' ? damaged(file, reason) : new SextantError('file.tooLarge', { file, reason }))
}
