import { writeSync } from 'node:fs'

/** The largest page that SQLite knows. */
export const pageBytes = 65_536
/** SQLite keeps the page with byte 2^30 for its locks. */
const lockPage = 2 ** 30 / pageBytes + 1
const leafHeader = 8
const branchHeader = 12
const childBytes = 4
/** Of a record that is too long for its page, so much stays there at least. */
const leastKept = Math.floor(((pageBytes - 12) * 32) / 255) - 23
/** What a record may take and stay in its page whole: in a table, and in an index, of which each page holds some. */
const mostKept = { table: pageBytes - 35, index: Math.floor(((pageBytes - 12) * 64) / 255) - 23 } as const
const pageTypes = { table: { leaf: 0x0d, branch: 0x05 }, index: { leaf: 0x0a, branch: 0x02 } } as const
const serial = { null: 0, int8: 1, int16: 2, int24: 3, int32: 4, int48: 5, int64: 6, real: 7, zero: 8, one: 9, text: 13 } as const
const high = 2 ** 32

/** A table that numbers its rows; an index, or a table `WITHOUT ROWID`, which is one. */
export type TreeKind = 'table' | 'index'

/** A page, and what tells it from the next one: the number of its last row, or the entry that lies between them. */
interface Child {
  page: number
  key: Uint8Array
}

/**
 * Writes the pages of tables and indexes of a new SQLite file, entry by entry in their order: what SQLite would write itself, at a fraction of
 * the cost of handing each cell over. For files that SQLite only reads from.
 *
 * The file has pages of 65,536 bytes; the root pages of its tables and indexes are there, and empty. O(bytes); memory of some pages, and of
 * one entry a page.
 *
 * @param mostChildren how many pages one page of branches leads to at most, at least 3
 *
 * @see https://sqlite.org/fileformat.html#b_tree_pages and #record_format
 */
export function createPageWriter(descriptor: number, firstFree: number, mostChildren = Number.POSITIVE_INFINITY) {
  let free = firstFree
  const pages: PageStore = {
    next() {
      if (free === lockPage) free++
      return free++
    },
    put(page, bytes) {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(descriptor, bytes, written, bytes.length - written, (page - 1) * pageBytes + written)
      }
    }
  }
  return {
    /** Writes one of them, one after the other. `columns`: of each entry; the number of a row, or that an entry of an index leads to, is none. */
    tree: (root: number, kind: TreeKind, columns: number): TreeWriter => new TreeWriter(kind, columns, root, pages, mostChildren),
    /** How many pages the file has by now. */
    pages: (): number => free - 1
  }
}

interface PageStore {
  next(): number
  put(page: number, bytes: Uint8Array): void
}

/** An entry is begun, given its cells one by one in the order of the columns, and ended. */
export class TreeWriter {
  private readonly kind: TreeKind
  private readonly columns: number
  private readonly root: number
  private readonly pages: PageStore
  private readonly mostChildren: number

  /** The types of the cells of the entry, and the cells. */
  private readonly header = new Uint8Array(128)
  private headerEnd = 1
  private body = new Uint8Array(1 << 10)
  private bodyView = new DataView(this.body.buffer)
  private bodyEnd = 0
  private given = 0
  private id = 0

  private readonly page = new Uint8Array(pageBytes)
  private readonly view = new DataView(this.page.buffer)
  /** The entries of the page, which are moved to its end when it is full. */
  private readonly entries = new Uint8Array(pageBytes)
  private readonly places = new Uint16Array(pageBytes / 4)
  private count = 0
  private at = 0
  private lastId = 0
  /** Pages of entries, but for the one that is being filled. */
  private readonly leaves: Child[] = []

  constructor(kind: TreeKind, columns: number, root: number, pages: PageStore, mostChildren: number) {
    this.kind = kind
    this.columns = columns
    this.root = root
    this.pages = pages
    this.mostChildren = mostChildren
    // A type takes five bytes at most.
    if (5 * columns > 126) throw new RangeError('too many columns for a header of one byte')
  }

  /** `id`: the number of a row of a table, greater than that of the row before. */
  begin(id = 0): void {
    this.id = id
    this.headerEnd = 1
    this.bodyEnd = 0
    this.given = 0
  }

  none(): void {
    this.given++
    this.header[this.headerEnd++] = serial.null
  }

  /** A whole number below 2^53, in as few bytes as it needs. */
  int(value: number): void {
    this.given++
    const { header, body } = this
    let at = this.bodyEnd
    let type: number
    if (value === (value | 0)) {
      if (value === 0 || value === 1) type = serial.zero + value
      else if (value === (value << 24) >> 24) {
        type = serial.int8
        body[at++] = value
      } else if (value === (value << 16) >> 16) {
        type = serial.int16
        body[at++] = value >> 8
        body[at++] = value
      } else if (value === (value << 8) >> 8) {
        type = serial.int24
        body[at++] = value >> 16
        body[at++] = value >> 8
        body[at++] = value
      } else {
        type = serial.int32
        at = put32(body, at, value)
      }
    } else {
      const upper = Math.floor(value / high)
      if (upper === (upper << 16) >> 16) {
        type = serial.int48
        body[at++] = upper >> 8
        body[at++] = upper
      } else {
        type = serial.int64
        at = put32(body, at, upper)
      }
      at = put32(body, at, value - upper * high)
    }
    header[this.headerEnd++] = type
    this.bodyEnd = at
  }

  /** One of 64 bits. */
  whole(value: number | bigint): void {
    if (typeof value === 'number') this.int(value)
    else if (BigInt.asIntN(53, value) === value) this.int(Number(value))
    else this.words(Number(BigInt.asIntN(32, value >> 32n)), Number(BigInt.asIntN(32, value)))
  }

  /** 64 bits in two halves. */
  words(upper: number, lower: number): void {
    this.given++
    this.header[this.headerEnd++] = serial.int64
    this.bodyEnd = put32(this.body, put32(this.body, this.bodyEnd, upper), lower)
  }

  /** Of a column of reals, of which SQLite keeps whole ones as whole numbers too. */
  real(value: number): void {
    if (value === (value | 0) && !Object.is(value, -0)) {
      this.int(value)
      return
    }
    this.given++
    this.header[this.headerEnd++] = serial.real
    this.bodyView.setFloat64(this.bodyEnd, value)
    this.bodyEnd += 8
  }

  /** UTF-8. */
  text(from: Uint8Array, start: number, end: number): void {
    this.given++
    this.headerEnd = putVarint(this.header, this.headerEnd, serial.text + 2 * (end - start))
    // Room for what numbers may follow too.
    const needed = this.bodyEnd + end - start + 8 * this.columns
    if (needed > this.body.length) {
      const larger = new Uint8Array(2 * needed)
      larger.set(this.body.subarray(0, this.bodyEnd))
      this.body = larger
      this.bodyView = new DataView(larger.buffer)
    }
    const { body } = this
    let at = this.bodyEnd
    for (let i = start; i < end; i++) body[at++] = from[i] as number
    this.bodyEnd = at
  }

  end(): void {
    const { kind, header, headerEnd, bodyEnd, id } = this
    if (this.given !== this.columns) throw new RangeError(`${this.given} cells instead of ${this.columns}`)
    header[0] = headerEnd
    const length = headerEnd + bodyEnd
    let kept = length
    if (length > mostKept[kind]) {
      const fitting = leastKept + ((length - leastKept) % (pageBytes - 4))
      kept = fitting <= mostKept[kind] ? fitting : leastKept
    }
    const isTable = kind === 'table'
    const needed = varintBytes(length) + (isTable ? varintBytes(id) : 0) + kept + (kept < length ? 4 : 0)
    if (leafHeader + 2 * (this.count + 1) + this.at + needed > pageBytes) this.endPage()
    if (isTable) {
      if (id <= this.lastId) throw new RangeError(`row ${id} does not come after ${this.lastId}`)
      this.lastId = id
    }
    this.places[this.count++] = this.at
    const { entries } = this
    let at = putVarint(entries, this.at, length)
    if (isTable) at = putVarint(entries, at, id)
    if (kept === length) {
      for (let i = 0; i < headerEnd; i++) entries[at++] = header[i] as number
      const { body } = this
      if (bodyEnd > 200) {
        entries.set(body.subarray(0, bodyEnd), at)
        at += bodyEnd
      } else for (let i = 0; i < bodyEnd; i++) entries[at++] = body[i] as number
    } else at = this.spill(at, length, kept)
    this.at = at
  }

  /** To be called once, after the last entry. */
  close(): void {
    if (this.leaves.length === 0) {
      if (this.count > 0) this.pages.put(this.root, this.filledPage())
      return
    }
    const page = this.pages.next()
    this.pages.put(page, this.filledPage())
    this.leaves.push({ page, key: new Uint8Array(0) })
    this.writeBranches()
  }

  /** Puts so much of the record into the page, and the rest into pages of its own. */
  private spill(from: number, length: number, kept: number): number {
    const record = new Uint8Array(length)
    record.set(this.header.subarray(0, this.headerEnd))
    record.set(this.body.subarray(0, this.bodyEnd), this.headerEnd)
    this.entries.set(record.subarray(0, kept), from)
    let page = this.pages.next()
    const end = put32(this.entries, from + kept, page)
    for (let at = kept; at < length; ) {
      const part = record.subarray(at, at + pageBytes - 4)
      at += part.length
      const next = at < length ? this.pages.next() : 0
      const bytes = new Uint8Array(pageBytes)
      put32(bytes, 0, next)
      bytes.set(part, 4)
      this.pages.put(page, bytes)
      page = next
    }
    return end
  }

  /** Ends a page that another follows. */
  private endPage(): void {
    let key: Uint8Array
    if (this.kind === 'table') {
      const bytes = new Uint8Array(9)
      key = bytes.subarray(0, putVarint(bytes, 0, this.lastId))
    } else {
      // The last entry goes between the pages.
      const start = this.places[--this.count] as number
      key = this.entries.slice(start, this.at)
      this.at = start
    }
    const page = this.pages.next()
    this.pages.put(page, this.filledPage())
    this.leaves.push({ page, key })
    this.count = 0
    this.at = 0
  }

  private filledPage(): Uint8Array {
    const { page, view, places, count, at } = this
    const content = pageBytes - at
    page.fill(0, 0, content)
    page[0] = pageTypes[this.kind].leaf
    view.setUint16(3, count)
    view.setUint16(5, content % pageBytes)
    for (let i = 0; i < count; i++) view.setUint16(leafHeader + 2 * i, content + (places[i] as number))
    page.set(this.entries.subarray(0, at), content)
    return page
  }

  /** Levels of branches, as many as it takes until one page leads to all. */
  private writeBranches(): void {
    const longest = this.leaves.reduce((most, { key }) => Math.max(most, key.length), 0)
    const fitting = Math.floor((pageBytes - branchHeader) / (2 + childBytes + longest)) + 1
    const fanout = Math.min(fitting, this.mostChildren)
    let level = this.leaves
    while (level.length > fanout) {
      const count = Math.ceil(level.length / fanout)
      const below = level
      // Shared out evenly, so that none is left with one child.
      level = Array.from({ length: count }, (_, i) => {
        const children = below.slice(Math.floor((i * below.length) / count), Math.floor(((i + 1) * below.length) / count))
        const page = this.pages.next()
        this.pages.put(page, this.branchPage(children))
        return { page, key: (children.at(-1) as Child).key }
      })
    }
    this.pages.put(this.root, this.branchPage(level))
  }

  /** What comes after its last child, a page of branches leaves to the page above. */
  private branchPage(children: readonly Child[]): Uint8Array {
    const { page, view } = this
    const cells = children.length - 1
    page.fill(0)
    page[0] = pageTypes[this.kind].branch
    view.setUint16(3, cells)
    view.setUint32(8, (children[cells] as Child).page)
    let content = pageBytes
    for (const [i, { page: child, key }] of children.slice(0, cells).entries()) {
      content -= childBytes + key.length
      view.setUint16(branchHeader + 2 * i, content)
      view.setUint32(content, child)
      page.set(key, content + childBytes)
    }
    view.setUint16(5, content % pageBytes)
    return page
  }
}

function put32(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
  return at + 4
}

const varintBytes = (value: number): number => (value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5)

/** Below 2^31. */
function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let to = at
  for (let shift = 7 * (varintBytes(value) - 1); shift > 0; shift -= 7) bytes[to++] = 0x80 | (value >>> shift)
  bytes[to++] = value & 0x7f
  return to
}
