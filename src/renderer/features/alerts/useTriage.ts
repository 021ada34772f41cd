import { useState } from 'react'
import type { InboxAlert, InboxChange } from '../../../shared/model/alerts.ts'
import { useAction } from '../../app/query.ts'
import { t } from '../../i18n.ts'
import { waysBack } from './views.ts'

export interface Triage {
  /** What was done last, in words; null: nothing, or it was read. */
  said: string | null
  error: Error | null
  change: (alerts: readonly InboxAlert[], change: InboxChange) => void
  /** Takes the last change back; null when there is none. */
  undo: (() => void) | null
}

/** Changes alerts, some at once, and takes the last change back. */
export function useTriage(): Triage {
  const action = useAction('alerts.change')
  const [last, setLast] = useState<readonly InboxAlert[]>([])
  const [said, setSaid] = useState<string | null>(null)
  const undo = () => {
    setLast([])
    for (const way of waysBack(last)) action.mutate(way)
    setSaid(t('inbox.act.undone', last.length))
  }
  return {
    said,
    error: action.error,
    undo: last.length > 0 ? undo : null,
    change(alerts, change) {
      if (alerts.length === 0) return
      action.mutate({ ids: alerts.map(({ id }) => id), change })
      // An owner or a note is its own undo; a state moves the alert out of sight.
      if (change.state === undefined) return
      setLast(alerts)
      setSaid(t('inbox.act.changed', alerts.length, t(`inbox.state.${change.state}`)))
    }
  }
}
