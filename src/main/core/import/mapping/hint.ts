import { fieldRule } from '../../../../shared/model/kinds.ts'
import type { ColumnHint } from '../typing/decide.ts'
import { type HeaderMeanings, headerConfidence } from './header-match.ts'

/**
 * What a header says about the values below it: that bare numbers are moments, or whole numbers names, or clocks lengths of
 * time. A word that may mean a moment and a length of time (`First response time`) says neither of bare numbers.
 */
export function hintOf(meanings: HeaderMeanings): ColumnHint {
  const types = new Set<string>()
  let dated = false
  for (const [kind, fields] of meanings) {
    for (const [field, confidence] of fields) {
      const type = fieldRule(kind, field)?.type
      if (type === undefined) continue
      if (type === 'datetime') dated = true
      if (confidence > headerConfidence.loose) types.add(type)
    }
  }
  if (types.has('duration')) return 'duration'
  if (dated) return 'date'
  return types.has('id') || types.has('phone') ? 'id' : null
}
