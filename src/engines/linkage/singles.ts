import { Arena } from '../kernels/arena.ts'
import { APART, COLUMNS, ROWS, TILES } from '../kernels/layout.ts'
import { distances, type Space } from './metric.ts'

/** They are moved together when so small a part of them is left. */
const LEFT = 0.7
/** Of fewer rows a memory of their own costs more than the kernel saves. */
const WORTH_TILES = 1000
/** Rows of a tile. */
const TILE = 8

type Numbers = Float64Array | Float32Array

/** The rows of data that are in no cluster yet, side by side, and how far one of them is from all. Each is known by its slot. */
export class Singles {
  /** Slots, ascending, by place; -1: taken since. */
  private readonly slotOf: Int32Array
  private readonly placeAt: Int32Array
  /** Places, and those of them that are not taken. */
  private held: number
  private left: number
  private readonly rows: Rows

  constructor(space: Space) {
    const { n } = space
    this.slotOf = new Int32Array(n).map((_, i) => i)
    this.placeAt = this.slotOf.slice()
    this.held = n
    this.left = n
    this.rows = space.kind === 'euclidean' && n >= WORTH_TILES ? new TiledRows(space) : new PlainRows(space)
  }

  /** Distances of a single row from the others, each to its slot; those of rows that are taken go nowhere. O(singles width). */
  measure(slot: number, into: Numbers): void {
    const { slotOf, held } = this
    const found = this.rows.measure(this.placeAt[slot] as number, held)
    for (let i = 0; i < held; i++) {
      const to = slotOf[i] as number
      if (to >= 0) into[to] = found[i] as number
    }
  }

  /** The row becomes a part of a cluster. */
  take(slot: number): void {
    this.slotOf[this.placeAt[slot] as number] = -1
    this.left--
    if (this.left >= LEFT * this.held) return
    const { slotOf, placeAt, held } = this
    let to = 0
    for (let from = 0; from < held; from++) {
      const stays = slotOf[from] as number
      if (stays < 0) continue
      this.rows.move(from, to)
      slotOf[to] = stays
      placeAt[stays] = to++
    }
    this.held = to
  }

  /** Slots are called otherwise from now on. @param moved the new number of each */
  renumber(moved: Int32Array): void {
    for (let i = 0; i < this.held; i++) {
      const slot = this.slotOf[i] as number
      if (slot < 0) continue
      const to = moved[slot] as number
      this.slotOf[i] = to
      this.placeAt[to] = i
    }
  }
}

interface Rows {
  /** Distances of the row in a place from those in the first `held`. */
  measure(place: number, held: number): Float64Array
  move(from: number, to: number): void
}

class PlainRows implements Rows {
  private readonly space: Space
  private readonly found: Float64Array

  constructor(space: Space) {
    this.space = { ...space, rows: space.rows.slice() }
    this.found = new Float64Array(space.n)
  }

  measure(place: number, held: number): Float64Array {
    distances(this.space, place, 0, held, this.found)
    return this.found
  }

  move(from: number, to: number): void {
    const { rows, width } = this.space
    rows.copyWithin(to * width, from * width, (from + 1) * width)
  }
}

/** For Euclidean distances there is a kernel, which takes rows in tiles of eight, column by column. */
class TiledRows implements Rows {
  private readonly width: number
  private readonly tiles: Float64Array
  private readonly own: Float64Array
  private readonly found: Float64Array
  private readonly apart: (block: number, from: number, to: number) => void

  constructor({ rows, n, width }: Space) {
    const places = Math.ceil(n / TILE) * TILE
    const arena = new Arena([
      { word: ROWS, kind: 'f64', length: width },
      { word: TILES, kind: 'f64', length: places * width },
      { word: APART, kind: 'f64', length: places }
    ])
    arena.i32[COLUMNS] = width
    this.width = width
    this.tiles = arena.doubles(TILES)
    this.own = arena.doubles(ROWS)
    this.found = arena.doubles(APART)
    this.apart = arena.kernels.apart
    for (let i = 0; i < n; i++) {
      for (let d = 0; d < width; d++) this.tiles[this.at(i) + d * TILE] = rows[i * width + d] as number
    }
  }

  measure(place: number, held: number): Float64Array {
    const { width, tiles, own } = this
    for (let d = 0, from = this.at(place); d < width; d++, from += TILE) own[d] = tiles[from] as number
    this.apart(0, 0, Math.ceil(held / TILE))
    return this.found
  }

  move(from: number, to: number): void {
    const [source, target] = [this.at(from), this.at(to)]
    for (let d = 0; d < this.width * TILE; d += TILE) this.tiles[target + d] = this.tiles[source + d] as number
  }

  /** Where the first number of a row is. */
  private at(place: number): number {
    return (place - (place % TILE)) * this.width + (place % TILE)
  }
}
