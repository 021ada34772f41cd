/** Finds places for direct labels where they cover neither one another nor the marks. */

export interface Label {
  /** Pixels: the mark that it names. */
  x: number
  y: number
  text: string
  /** Where it would rather stand. */
  prefers: 'above' | 'below'
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Inter at 12 pixels with some air, rounded up: options are made before anything is measured. */
const letterWidth = 6.8
const padding = 8
const lineHeight = 22
const markSize = 14
/** Shares of its width that a label may stand aside. */
const sideways = [0, -1 / 8, 1 / 8, -1 / 4, 1 / 4, -3 / 8, 3 / 8, -1 / 2, 1 / 2]
/** How many lines above or below the mark a label may stand. */
const furthest = 6

/** What a place costs, in pixels that a label would rather stand further away. */
const costs = { coveredPixel: 100, coveredPoint: 2 }
/** Pixels around the middle of a point that belong to it. */
const pointSize = 3

/**
 * Places labels one after the other: each takes the place around its mark (above and below, then beside) where it covers nothing else
 * and few points, near rather than far. Answers the shift of each label's middle from its mark, in pixels.
 * O(l² + l n) for the handful l of labels that a chart has, and its n points.
 *
 * @param points what a label had better not lie on: it goes a little out of their way
 */
export function placeLabels(
  labels: readonly Label[],
  plot: { width: number; height: number },
  points: readonly { x: number; y: number }[] = []
): { dx: number; dy: number }[] {
  const taken: Box[] = labels.map(({ x, y }) => around(x, y, markSize, markSize))
  return labels.map((label) => {
    const width = label.text.length * letterWidth + 2 * padding
    let best = { dx: 0, dy: 0, cost: Number.POSITIVE_INFINITY }
    for (const { dx, dy } of places(label, width)) {
      const box = around(label.x + dx, label.y + dy, width, lineHeight)
      const covered = taken.reduce((sum, other) => sum + shared(box, other), 0) + outside(box, plot)
      let cost = covered * costs.coveredPixel + Math.hypot(dx, dy)
      if (cost >= best.cost) continue
      cost += points.reduce((sum, { x, y }) => sum + (within(x, y, box) ? 1 : 0), 0) * costs.coveredPoint
      if (cost < best.cost) best = { dx, dy, cost }
    }
    taken.push(around(label.x + best.dx, label.y + best.dy, width, lineHeight))
    return { dx: Math.round(best.dx), dy: Math.round(best.dy) }
  })
}

/** Nearest first: over and under the mark, at most half a width to either side; beside it; then a line further away. */
function places({ prefers }: Label, width: number): { dx: number; dy: number }[] {
  const first = prefers === 'above' ? -1 : 1
  const beside = (width + markSize) / 2 + 4
  const lines = Array.from({ length: furthest }, (_, i) => (i + 1) * lineHeight)
  const stacked = lines.map((distance) =>
    sideways.flatMap((share) => [first, -first].map((way) => ({ dx: share * width, dy: way * distance })))
  )
  return [...(stacked[0] ?? []), { dx: beside, dy: 0 }, { dx: -beside, dy: 0 }, ...stacked.slice(1).flat()]
}

const around = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2
})

const within = (x: number, y: number, { left, right, top, bottom }: Box): boolean =>
  x > left - pointSize && x < right + pointSize && y > top - pointSize && y < bottom + pointSize

/** Area that two boxes have in common. */
function shared(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return wide > 0 && high > 0 ? wide * high : 0
}

/** Area that would be cut off. */
function outside(box: Box, { width, height }: { width: number; height: number }): number {
  const whole = (box.right - box.left) * (box.bottom - box.top)
  return whole - shared(box, { left: 0, right: width, top: 0, bottom: height })
}
