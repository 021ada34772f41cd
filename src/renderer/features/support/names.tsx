import { Switch } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { t } from '../../i18n.ts'

const storageKey = 'sextant.support.names'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the names of those who answer are hidden, on this computer: a screen may be shown to others. */
export function useHiddenNames(): { hidden: boolean; hide: (hidden: boolean) => void } {
  const hidden = useSyncExternalStore(subscribe, () => localStorage.getItem(storageKey) === 'hidden')
  const hide = (wanted: boolean) => {
    if (wanted) localStorage.setItem(storageKey, 'hidden')
    else localStorage.removeItem(storageKey)
    for (const listener of listeners) listener()
  }
  return { hidden, hide }
}

export function HideNames() {
  const { hidden, hide } = useHiddenNames()
  return <Switch size="sm" label={t('supporting.answers.hide')} checked={hidden} onChange={(event) => hide(event.currentTarget.checked)} />
}
