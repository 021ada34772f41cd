/** What the inbox can be narrowed to. Pure: tested without a page. */
import type { AlertKind, InboxAlert, InboxChange, InboxFilter } from '../../../shared/model/alerts.ts'

export const views = ['week', 'open', 'snoozed', 'done', 'dismissed', 'closed'] as const
export type View = (typeof views)[number]

export interface Narrowing {
  view: View
  /** Null: all. */
  kind: AlertKind | null
  owner: string | null
}

export function filterOf({ view, kind, owner }: Narrowing): InboxFilter {
  const waiting = view === 'week' || view === 'open'
  return {
    closed: view === 'closed',
    week: view === 'week',
    ...(view === 'closed' ? {} : { states: waiting ? ['new', 'seen', 'planned'] : [view] }),
    ...(kind === null ? {} : { kinds: [kind] }),
    ...(owner === null ? {} : { owner })
  }
}

/** The change that puts an alert back as it is now. */
export function wayBack({ state, snoozedUntil, dismissal, owner, note }: InboxAlert): InboxChange {
  return { state, dismissal, owner, note, ...(state === 'snoozed' && snoozedUntil !== null ? { snoozedUntil } : {}) }
}

/** The way back for each, those that go the same way together. */
export function waysBack(alerts: readonly InboxAlert[]): { ids: number[]; change: InboxChange }[] {
  const ways = new Map<string, { ids: number[]; change: InboxChange }>()
  for (const alert of alerts) {
    const change = wayBack(alert)
    const key = JSON.stringify(change)
    const way = ways.get(key)
    if (way === undefined) ways.set(key, { ids: [alert.id], change })
    else way.ids.push(alert.id)
  }
  return [...ways.values()]
}

/** The same day so many weeks later. */
export function weeksAfter(day: string, weeks: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + weeks * 7 * 86_400_000).toISOString().slice(0, 10)
}
