/** An error that belongs to no screen, such as a workspace that could not be opened; it stays until it is dismissed. */
import { CloseButton } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { ErrorNotice } from '../components/ErrorNotice.tsx'
import { t } from '../i18n.ts'

interface NoticeState {
  error: unknown
  show: (error: unknown) => void
  dismiss: () => void
}

const NoticeContext = createContext<NoticeState | null>(null)

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [error, setError] = useState<unknown>(null)
  const dismiss = useCallback(() => setError(null), [])
  const value = useMemo(() => ({ error, show: setError, dismiss }), [error, dismiss])
  return <NoticeContext value={value}>{children}</NoticeContext>
}

export function useNotice(): NoticeState {
  const notice = useContext(NoticeContext)
  if (notice === null) throw new Error('useNotice needs a NoticeProvider above it')
  return notice
}

/** Where the error is shown. */
export function Notice({ className }: { className?: string | undefined }) {
  const { error, dismiss } = useNotice()
  if (error === null) return null
  return (
    <div className={className}>
      <ErrorNotice error={error} action={<CloseButton onClick={dismiss} aria-label={t('frame.dismiss')} />} />
    </div>
  )
}
