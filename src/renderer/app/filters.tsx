/** What the lists are narrowed to. It stays across screens, shows as chips in the top bar, and Esc clears it. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { JourneySelectionInput } from '../../shared/model/journey.ts'

export interface SegmentFilter {
  id: number
  name: string
  slot: number
}

/** Exactly the customers whom a number counted. */
export interface SelectionFilter {
  request: JourneySelectionInput
  /** What the chip says. */
  label: string
}

interface Filters {
  segment: SegmentFilter | null
  setSegment: (segment: SegmentFilter | null) => void
  selection: SelectionFilter | null
  setSelection: (selection: SelectionFilter | null) => void
  /** All of them. */
  clear: () => void
}

const FiltersContext = createContext<Filters | null>(null)

export function FiltersProvider({ children }: { children: ReactNode }) {
  const [segment, setSegment] = useState<SegmentFilter | null>(null)
  const [selection, setSelection] = useState<SelectionFilter | null>(null)
  const filters = useMemo(
    () => ({
      segment,
      setSegment,
      selection,
      setSelection,
      clear: () => {
        setSegment(null)
        setSelection(null)
      }
    }),
    [segment, selection]
  )
  return <FiltersContext value={filters}>{children}</FiltersContext>
}

export function useFilters(): Filters {
  const filters = useContext(FiltersContext)
  if (filters === null) throw new Error('useFilters needs a FiltersProvider above it')
  return filters
}
