import { useEffect, useState } from 'react'
import type { SupportPick } from '../../../shared/model/support-views.ts'
import { useFilters } from '../../app/filters.tsx'
import { useMethod } from '../../app/query.ts'
import { t } from '../../i18n.ts'

/** What the list was narrowed to, in the words of the chip. */
export interface GoneFilter {
  subject: string
  value: string
}

/**
 * Takes away a filter whose segments, or support groups, were found anew since: narrowing to one of the former would show nobody. @returns the filter that
 * went, to be told as long as there is no other; null: none did
 */
export function useGoneFilter(): GoneFilter | null {
  const { segment, among, clear } = useFilters()
  const [gone, setGone] = useState<GoneFilter | null>(null)
  const counted = among === null || among.among.of === 'journey' ? null : among.among
  const pick = counted?.of === 'support' ? counted.pick : null
  const segments = useMethod('segments.latest', {}).data
  const support = useMethod('support.latest', {}, { enabled: pick !== null }).data
  const ofSegment = segment?.id ?? (counted !== null && 'segment' in counted ? counted.segment : null)
  const ofRun = counted !== null && 'run' in counted ? counted.run : null
  const isGone =
    (segments !== undefined &&
      ((ofSegment !== null && !segments?.segments.some(({ id }) => id === ofSegment)) || (ofRun !== null && segments?.run.id !== ofRun))) ||
    (pick !== null && support !== undefined && !isThere(pick, support))
  const [subject, value] = segment === null ? [among?.subject, among?.value] : [t('frame.filter.segment'), segment.name]
  useEffect(() => {
    if (!isGone || subject === undefined || value === undefined) return
    setGone({ subject, value })
    clear()
  }, [isGone, subject, value, clear])
  return segment === null && among === null ? gone : null
}

function isThere(pick: SupportPick, support: { run: { id: number }; clusters: readonly { id: number }[] } | null): boolean {
  if (pick.by === 'issue' || pick.by === 'customer') return true
  if (pick.by === 'cluster') return support?.clusters.some(({ id }) => id === pick.cluster) ?? false
  return support?.run.id === pick.run
}
