import { SextantError } from '../../shared/errors.ts'

export function overflowing(): SextantError {
  const reason = 'squared distances overflow'
  return new SextantError('engine.badParameter', { parameter: 'input', value: Number.POSITIVE_INFINITY, reason })
}
