/** How the reader wants to read: with or without the evidence, charts as pictures or as tables. Kept for the session. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

interface Reading {
  evidence: boolean
  asTable: boolean
  toggleEvidence: () => void
  toggleAsTable: () => void
}

const ReadingContext = createContext<Reading | null>(null)

export function ReadingProvider({ children }: { children: ReactNode }) {
  const [evidence, setEvidence] = useState(false)
  const [asTable, setAsTable] = useState(false)
  const reading = useMemo(
    () => ({ evidence, asTable, toggleEvidence: () => setEvidence((on) => !on), toggleAsTable: () => setAsTable((on) => !on) }),
    [evidence, asTable]
  )
  return <ReadingContext value={reading}>{children}</ReadingContext>
}

export function useReading(): Reading {
  const reading = useContext(ReadingContext)
  if (reading === null) throw new Error('useReading needs a ReadingProvider above it')
  return reading
}

/** Shows its children only while the evidence is asked for (`E`). */
export function Evidence({ children }: { children: ReactNode }) {
  return useReading().evidence ? children : null
}
