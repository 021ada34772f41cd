/** `screen` with the displays that a test gives it. */
import type { Point, Rectangle } from 'electron'
import type { DisplaySize } from '../messages.ts'
import { needsReady } from './ready.ts'
import { KnownEmitter, refusing } from './refusing.ts'

export class Screen extends KnownEmitter {
  private readonly displays: DisplaySize[]

  constructor(displays: DisplaySize[]) {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed'])
    this.displays = displays
  }

  getAllDisplays = () => this.displays.map(describe)
  getPrimaryDisplay = () => describe(this.displays[0] ?? nothing)
  getDisplayMatching = ({ x, y, width, height }: Rectangle) => {
    const overlap = ({ bounds }: DisplaySize) =>
      Math.max(0, Math.min(x + width, bounds.x + bounds.width) - Math.max(x, bounds.x)) *
      Math.max(0, Math.min(y + height, bounds.y + bounds.height) - Math.max(y, bounds.y))
    return describe(
      this.displays.reduce((best, display) => (overlap(display) > overlap(best) ? display : best), this.displays[0] ?? nothing)
    )
  }
  getDisplayNearestPoint = ({ x, y }: Point) => {
    const distance = ({ bounds }: DisplaySize) =>
      Math.hypot(Math.max(bounds.x - x, 0, x - bounds.x - bounds.width + 1), Math.max(bounds.y - y, 0, y - bounds.y - bounds.height + 1))
    return describe(
      this.displays.reduce((best, display) => (distance(display) < distance(best) ? display : best), this.displays[0] ?? nothing)
    )
  }
  getCursorScreenPoint = () => ({ x: 0, y: 0 })
}

const nothing: DisplaySize = {
  id: 0,
  bounds: { x: 0, y: 0, width: 0, height: 0 },
  workArea: { x: 0, y: 0, width: 0, height: 0 },
  scaleFactor: 1
}

function describe({ id, bounds, workArea, scaleFactor }: DisplaySize) {
  const { width, height } = bounds
  const size = { width, height }
  const workAreaSize = { width: workArea.width, height: workArea.height }
  return {
    id,
    bounds: { ...bounds },
    workArea: { ...workArea },
    size,
    workAreaSize,
    scaleFactor,
    rotation: 0,
    internal: false,
    label: `Display ${id}`
  }
}

/** As the app sees it: nothing before it is ready. */
export function guarded(screen: Screen): Screen {
  return refusing(
    'screen',
    new Proxy(screen, {
      get(target, key) {
        needsReady("The 'screen' module can't be used before the app 'ready' event")
        return Reflect.get(target, key)
      }
    })
  )
}
