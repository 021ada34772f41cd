/** Where a window may come up. */
import * as z from 'zod'

interface Size {
  width: number
  height: number
}

export interface Area extends Size {
  x: number
  y: number
}

export const WindowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximized: z.boolean()
})
export type WindowState = z.infer<typeof WindowState>

export const defaultSize = { width: 1280, height: 800 }
export const leastSize = { width: 960, height: 600 }

/** What must be on a screen of the window's upper edge, by which it is moved: a strip that a pointer can take hold of. */
const grip = { width: 120, height: 32 }

/**
 * The remembered place, if its upper edge can still be taken hold of there: displays are unplugged, rearranged and replaced
 * by smaller ones. Else a window of the same size in the middle of the first display. Never larger than its display, unless
 * that is smaller than the smallest window.
 *
 * @param areas Work areas of the displays, that of the primary display first.
 */
export function saneBounds(remembered: Area | null, areas: readonly Area[]): Area {
  const wanted = remembered ?? defaultSize
  if (remembered !== null) {
    for (const area of areas) {
      const there = { x: remembered.x, y: remembered.y, ...fitted(wanted, area) }
      if (canBeTakenHoldOf(there, area)) return there
    }
  }
  const [first = { x: 0, y: 0, ...defaultSize }] = areas
  const { width, height } = fitted(wanted, first)
  return { x: Math.round(first.x + (first.width - width) / 2), y: Math.round(first.y + (first.height - height) / 2), width, height }
}

const fitted = ({ width, height }: Size, area: Size): Size => ({
  width: Math.max(leastSize.width, Math.min(width, area.width)),
  height: Math.max(leastSize.height, Math.min(height, area.height))
})

function canBeTakenHoldOf(window: Area, area: Area): boolean {
  const visible = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return visible >= grip.width && window.y >= area.y && window.y + grip.height <= area.y + area.height
}
