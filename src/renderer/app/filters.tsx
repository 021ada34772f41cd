/** What the lists are narrowed to. It stays across screens; where it narrows anything it shows as chips in the top bar, and Esc clears it. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { CustomersAmong } from '../../shared/model/explanation.ts'
import type { JourneySelectionInput } from '../../shared/model/journey.ts'

export interface SegmentFilter {
  id: number
  name: string
  slot: number
}

/** Exactly those whom a count stands for, in words. */
export interface AmongFilter {
  among: CustomersAmong | JourneySelectionInput
  /** What it is about: `Champions`. */
  subject: string
  /** What it was narrowed to: `Loyal regulars`. */
  value: string
  slot?: number
}

/** One at a time: a count opens exactly its customers, whatever was chosen before. */
interface Filters {
  segment: SegmentFilter | null
  among: AmongFilter | null
  setSegment: (segment: SegmentFilter | null) => void
  setAmong: (among: AmongFilter | null) => void
  clear: () => void
}

const FiltersContext = createContext<Filters | null>(null)

export function FiltersProvider({ children }: { children: ReactNode }) {
  const [{ segment, among }, set] = useState<Pick<Filters, 'segment' | 'among'>>({ segment: null, among: null })
  const filters = useMemo(
    () => ({
      segment,
      among,
      setSegment: (segment: SegmentFilter | null) => set({ segment, among: null }),
      setAmong: (among: AmongFilter | null) => set({ segment: null, among }),
      clear: () => set({ segment: null, among: null })
    }),
    [segment, among]
  )
  return <FiltersContext value={filters}>{children}</FiltersContext>
}

export function useFilters(): Filters {
  const filters = useContext(FiltersContext)
  if (filters === null) throw new Error('useFilters needs a FiltersProvider above it')
  return filters
}

/** Those that narrow what the screen shows: the list of customers goes by both, the journey by a segment alone. */
export function useFiltersHere(): Pick<Filters, 'segment' | 'among'> {
  const { segment, among } = useFilters()
  const [at] = useLocation()
  const inList = at === '/customers'
  return { segment: inList || at === '/journey' ? segment : null, among: inList ? among : null }
}
