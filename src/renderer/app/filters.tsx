/** What the lists are narrowed to. It stays across screens, shows as chips in the top bar, and Esc clears it. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

export interface SegmentFilter {
  id: number
  name: string
  slot: number
}

interface Filters {
  segment: SegmentFilter | null
  setSegment: (segment: SegmentFilter | null) => void
  clear: () => void
}

const FiltersContext = createContext<Filters | null>(null)

export function FiltersProvider({ children }: { children: ReactNode }) {
  const [segment, setSegment] = useState<SegmentFilter | null>(null)
  const filters = useMemo(() => ({ segment, setSegment, clear: () => setSegment(null) }), [segment])
  return <FiltersContext value={filters}>{children}</FiltersContext>
}

export function useFilters(): Filters {
  const filters = useContext(FiltersContext)
  if (filters === null) throw new Error('useFilters needs a FiltersProvider above it')
  return filters
}
