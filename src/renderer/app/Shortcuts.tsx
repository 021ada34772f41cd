import { useLocation } from 'wouter'
import { useKeys } from '../components/keyboard.ts'
import { useReading } from '../components/reading.tsx'
import { useFilters, useFiltersHere } from './filters.tsx'
import { useOverlays } from './overlays.tsx'
import { screens } from './screens.ts'

/** The keys that work on every screen. */
export function Shortcuts() {
  const [, go] = useLocation()
  const { toggleEvidence, toggleAsTable } = useReading()
  const { clear: widen } = useFilters()
  const here = useFiltersHere()
  const show = useOverlays()

  const act = (run: () => void) => () => {
    run()
    return true
  }
  /** A letter is a screen right after `G`, else its own meaning, if it has one. */
  const letter = (path: string | undefined, own?: () => void) => (_event: KeyboardEvent, afterG: boolean) => {
    if (afterG && path !== undefined) go(path)
    else if (own) own()
    else return false
    return true
  }
  const toScreens = Object.fromEntries(screens.map((screen) => [screen.key, letter(screen.path)]))
  const clear = () => {
    if (here.segment === null && here.among === null) return false
    widen()
    return true
  }
  useKeys({
    ...toScreens,
    // Only says that a letter will follow.
    g: () => true,
    e: act(toggleEvidence),
    t: act(toggleAsTable),
    '?': act(() => show('keys')),
    Escape: clear
  })
  return null
}
