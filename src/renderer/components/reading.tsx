/** How the reader wants to read: with or without the evidence, charts as pictures or as tables. Kept for the session. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import classes from './reading.module.css'

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

/**
 * Shows its children only while the evidence is asked for (`E`). `lead`: it is what the screen has to show for that, further down than one sees, so that
 * it is brought into view, and read first, when it is opened.
 */
export function Evidence({ children, lead = false }: { children: ReactNode; lead?: boolean }) {
  const { evidence } = useReading()
  const shown = useRef<HTMLDivElement>(null)
  const before = useRef(evidence)
  useEffect(() => {
    if (lead && evidence && !before.current) {
      shown.current?.scrollIntoView({ block: 'start' })
      shown.current?.focus({ preventScroll: true })
    }
    before.current = evidence
  }, [lead, evidence])
  if (!evidence) return null
  if (!lead) return children
  return (
    <div ref={shown} tabIndex={-1} className={classes.lead}>
      {children}
    </div>
  )
}
